import { describe, expect, it } from 'vitest';
import { modal, openStandIn, plain, row } from './open-stand-in.ts';

type Stand = ReturnType<typeof openStandIn>;

async function trigger(stand: Stand): Promise<unknown> {
  await stand.page('post', { channel: '#on-call', text: '/triage x' });
  return stand.sent.findLast(({ body }) => body['command'])?.body['trigger_id'];
}

async function openModal(stand: Stand, view: object = modal()): Promise<{ id: string; hash: string }> {
  const opened = await stand.api('views.open', { trigger_id: await trigger(stand), view });
  return opened['view'] as { id: string; hash: string };
}

describe('a trigger', () => {
  it('opens one view within three seconds', async () => {
    const stand = openStandIn();
    const first = await trigger(stand);
    const second = await trigger(stand);

    const opened = await stand.api('views.open', { trigger_id: first, view: modal() });
    const again = await stand.api('views.open', { trigger_id: first, view: modal() });
    const made = await stand.api('views.open', { trigger_id: 'made-up', view: modal() });
    stand.clock.ms += 3_001;
    const late = await stand.api('views.open', { trigger_id: second, view: modal() });

    expect(opened['ok']).toBe(true);
    expect(again['error']).toBe('exchanged_trigger_id');
    expect(made['error']).toBe('invalid_trigger_id');
    expect(late['error']).toBe('expired_trigger_id');
  });
});

describe('a modal', () => {
  it('is seen by the person whose trigger opened it', async () => {
    const stand = openStandIn();

    await openModal(stand);

    expect((await stand.see()).modals).toMatchObject([{ title: 'Triage', submit: 'Go' }]);
    expect((await stand.see('UALICE')).modals).toEqual([]);
  });

  it('asks for what is missing before the app is asked', async () => {
    const stand = openStandIn();
    const { id } = await openModal(stand);
    const before = stand.sent.length;

    const empty = await stand.page('submit', { view: id, values: {} });
    const short = await stand.page('submit', { view: id, values: { why: { text: 'ab' } } });

    expect(empty['errors']).toEqual({ why: 'Please complete this required field.' });
    expect(short['errors']).toEqual({ why: 'Must be at least 3 characters.' });
    expect(stand.sent).toHaveLength(before);
  });

  it('shows the app’s errors under its inputs, and closes when there are none', async () => {
    const stand = openStandIn({
      app({ body }) {
        if (body['type'] !== 'view_submission') return undefined;
        const isBad = JSON.stringify(body['view']).includes('"value":"bad"');
        return isBad ? { response_action: 'errors', errors: { why: 'Say more' } } : undefined;
      },
    });
    const { id } = await openModal(stand);

    await stand.page('submit', { view: id, values: { why: { text: 'bad' } } });
    expect((await stand.see()).modals).toMatchObject([{ id, errors: { why: 'Say more' } }]);

    await stand.page('submit', { view: id, values: { why: { text: 'good' } } });
    expect((await stand.see()).modals).toEqual([]);
    expect(stand.sent.at(-1)?.body).toMatchObject({
      type: 'view_submission',
      user: { id: 'UONCALL', username: 'on-call' },
      response_urls: [],
      view: {
        id,
        callback_id: 'triage',
        root_view_id: id,
        previous_view_id: null,
        state: { values: { why: { text: { type: 'plain_text_input', value: 'good' } } } },
      },
    });
  });

  it('is changed, covered or cleared as the app answers', async () => {
    const answers = [
      { response_action: 'update', view: modal({ title: plain('Second') }) },
      { response_action: 'push', view: modal({ title: plain('Third') }) },
      { response_action: 'clear' },
    ];
    const stand = openStandIn({
      app: ({ body }) => (body['type'] === 'view_submission' ? answers.shift() : undefined),
    });
    const { id } = await openModal(stand);
    const titles = async () => (await stand.see()).modals.map(({ title }) => title);
    const submit = async () => {
      const top = (await stand.see()).modals.at(-1)?.id ?? id;
      await stand.page('submit', { view: top, values: { why: { text: 'because' } } });
    };

    await submit();
    expect(await titles()).toEqual(['Second']);
    await submit();
    expect(await titles()).toEqual(['Second', 'Third']);
    await submit();
    expect(await titles()).toEqual([]);
  });

  it('says that there was trouble when the app fails or names no input of it', async () => {
    const answers: unknown[] = [500, { response_action: 'errors', errors: { other: 'x' } }];
    const stand = openStandIn({
      app: ({ body }) => (body['type'] === 'view_submission' ? answers.shift() : undefined),
    });
    const { id } = await openModal(stand);

    const failed = await stand.page('submit', { view: id, values: { why: { text: 'because' } } });
    const strange = await stand.page('submit', { view: id, values: { why: { text: 'because' } } });

    expect(failed['error']).toContain('We had some trouble connecting');
    expect(strange['error']).toContain('errors for unknown inputs: other');
    expect((await stand.see()).modals).toHaveLength(1);
  });

  it('is updated unless it has changed since', async () => {
    const stand = openStandIn();
    const { id, hash } = await openModal(stand, modal({ external_id: 'mine' }));

    const first = await stand.api('views.update', { external_id: 'mine', hash, view: modal() });
    const stale = await stand.api('views.update', { view_id: id, hash, view: modal() });
    const gone = await stand.api('views.update', { view_id: 'VNONE', view: modal() });

    expect(first['ok']).toBe(true);
    expect(stale['error']).toBe('hash_conflict');
    expect(gone['error']).toBe('not_found');
  });

  it('lies on at most two others', async () => {
    const stand = openStandIn();
    await openModal(stand);

    const pushed: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      const answer = await stand.api('views.push', { trigger_id: await trigger(stand), view: modal() });
      pushed.push(answer['error'] ?? 'ok');
    }

    expect(pushed).toEqual(['ok', 'ok', 'push_limit_reached']);
  });

  it('tells the app that it was closed when it wants to know', async () => {
    const stand = openStandIn();
    await openModal(stand, modal({ notify_on_close: true }));

    await stand.page('close', {});

    expect(stand.sent.at(-1)?.body).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect((await stand.see()).modals).toEqual([]);
  });

  it('sends what is done in it with all that stands in it', async () => {
    const stand = openStandIn();
    const { id } = await openModal(stand, {
      ...modal(),
      blocks: [...(modal() as { blocks: object[] }).blocks, row('look')],
    });

    await stand.page('act', {
      surface: { kind: 'view', id },
      blockId: 'row',
      actionId: 'look',
      values: { why: { text: 'half' } },
    });

    expect(stand.sent.at(-1)?.body).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: id },
      view: { id, state: { values: { why: { text: { value: 'half' } } } } },
      actions: [{ type: 'button', action_id: 'look', block_id: 'row', value: 'I-1' }],
    });
    expect(stand.sent.at(-1)?.body).not.toHaveProperty('channel');
  });
});

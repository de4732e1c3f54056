import { describe, expect, it } from 'vitest';
import { openStandIn, row } from './open-stand-in.ts';

type Stand = ReturnType<typeof openStandIn>;

function answerTo(stand: Stand, url: unknown, body: object) {
  return stand.ask({ path: new URL(String(url)).pathname, body: Buffer.from(JSON.stringify(body)) });
}

async function commandUrl(stand: Stand): Promise<unknown> {
  await stand.page('post', { channel: '#on-call', text: '/triage x' });
  return stand.sent.at(-1)?.body['response_url'];
}

/** The response_url of a click on a message's button. */
async function clickUrl(stand: Stand): Promise<{ url: unknown; ts: string }> {
  const { ts } = await stand.api('chat.postMessage', { channel: '#on-call', text: 'card', blocks: [row()] });
  const surface = { kind: 'message', channel: '#on-call', ts };
  await stand.page('act', { surface, blockId: 'row', actionId: 'acknowledge' });
  return { url: stand.sent.at(-1)?.body['response_url'], ts: String(ts) };
}

describe('a response_url', () => {
  it('takes five answers and no sixth', async () => {
    const stand = openStandIn();
    const url = await commandUrl(stand);

    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await answerTo(stand, url, { text: `${i}` })).status);
    const sixth = await answerTo(stand, url, { text: 'late' });

    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect([sixth.status, JSON.parse(String(sixth.body))]).toEqual([404, { ok: false, error: 'used_url' }]);
    expect((await stand.see()).messages).toHaveLength(5);
  });

  it('takes answers for half an hour', async () => {
    const stand = openStandIn();
    const url = await commandUrl(stand);

    stand.clock.ms += 30 * 60_000;
    const intime = await answerTo(stand, url, { text: 'still' });
    stand.clock.ms += 1;
    const late = await answerTo(stand, url, { text: 'late' });

    expect(intime.status).toBe(200);
    expect([late.status, JSON.parse(String(late.body))]).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  it('of a message’s button changes that message, or removes it', async () => {
    const stand = openStandIn();
    const { url, ts } = await clickUrl(stand);

    await answerTo(stand, url, { replace_original: true, text: 'changed' });
    expect(stand.standIn.messages()).toMatchObject([{ ts, text: 'changed', blocks: [], edits: 1 }]);

    await answerTo(stand, url, { delete_original: true });
    expect(stand.standIn.messages()).toEqual([]);
  });

  it('of a private message’s button changes that one', async () => {
    const stand = openStandIn({
      app: ({ body }) => (body['command'] ? { text: 'Asking', blocks: [row()] } : undefined),
    });
    await stand.page('post', { channel: '#on-call', text: '/triage x' });
    const [asked] = (await stand.see()).messages;

    const surface = { kind: 'ephemeral', id: asked?.ts };
    await stand.page('act', { surface, blockId: 'row', actionId: 'acknowledge' });
    const click = stand.sent.at(-1)?.body;
    await answerTo(stand, click?.['response_url'], { replace_original: true, text: 'Done' });

    expect(click).toMatchObject({
      container: { type: 'message', is_ephemeral: true, message_ts: asked?.ts },
    });
    expect(click).not.toHaveProperty('message');
    expect((await stand.see()).messages).toMatchObject([{ ts: asked?.ts, text: 'Done', isEphemeral: true }]);
  });

  it('of a command replaces its latest private answer', async () => {
    const stand = openStandIn({ app: () => 'Looking…' });
    const url = await commandUrl(stand);

    await answerTo(stand, url, { replace_original: true, text: 'Found it' });

    expect((await stand.see()).messages.map(({ text }) => text)).toEqual(['Found it']);
  });

  it('refuses blocks beyond Slack’s limits by name', async () => {
    const stand = openStandIn();
    const url = await commandUrl(stand);

    const answer = await answerTo(stand, url, { text: 'x', blocks: [{ type: 'section' }] });

    expect(JSON.parse(String(answer.body))).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect((await stand.see()).messages).toEqual([]);
  });
});

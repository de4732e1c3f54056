import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../local/slack/slack-limits.ts';
import { HalfopenError } from '../../../../src/errors.ts';
import { BOB, buttonsOf, JANE, openOne, seen, theIncident } from '../../../support/test-interactions.ts';
import { openApp, press, who } from './open-app.ts';

const URL = 'https://hooks.slack.com/actions/T0/1/a';
const onCard = {
  channel: { id: 'C0TEAM01' },
  message: { ts: '1.2' },
  container: { type: 'message' },
  response_url: URL,
};
const onAnswer = { ...onCard, container: { type: 'message', is_ephemeral: true } };
const onHome = { view: { id: 'V0', type: 'home' }, container: { type: 'view' } };
const send = (form: string, metadata: string, values: object) => ({
  ...who,
  type: 'view_submission',
  view: {
    id: 'V0',
    hash: '1.h',
    type: 'modal',
    callback_id: form,
    private_metadata: metadata,
    state: { values },
  },
});

describe('a command', () => {
  it('is answered in the acknowledgement itself, privately, with a button that shares it', async () => {
    const { status, answer } = await openApp().command('help silence');

    expect(status).toBe(200);
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('/triage silence'),
    });
    expect(buttonsOf(answer as object)).toContain('share ask help silence');
    expect(checkMessage(answer as object)).toEqual([]);
  });

  it('that changes something is answered to all', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);

    const { answer } = await app.command(`ack ${id}`);

    expect(answer).toMatchObject({ response_type: 'in_channel' });
    expect(seen(answer as object)).toContain(`<@${JANE}> has it now`);
  });

  it('that opens a form is acknowledged with nothing', async () => {
    const app = openApp();

    expect(await app.command('')).toEqual({ status: 200, answer: '' });
    expect(app.context.recorded.opened).toMatchObject([{ triggerId: '1.2.a' }]);
  });

  it('that fails is answered with why and what to do', async () => {
    const app = openApp();
    const missing = {
      code: 'slack-refused',
      message: 'Slack refused: missing_scope',
      hint: 'Add the scopes.',
    };
    app.context.views.open = () => Promise.reject(new HalfopenError(missing));

    const { status, answer } = await app.command('');

    expect(status).toBe(200);
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    expect(seen(answer as object)).toContain('Slack refused: missing_scope. Add the scopes.');
  });

  it('that takes long is handed on, and the acknowledgement says that it has begun', async () => {
    const app = openApp();

    const { answer } = await app.command('logs /mq/general 2h');

    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('Reading') });
    expect(app.context.recorded.works).toMatchObject([
      { id: '1.2.a', place: { responseUrl: expect.stringContaining('/commands/') } },
    ]);
  });

  it('that fails is told to be tried again', async () => {
    const app = openApp();
    app.context.worker.later = () => Promise.reject(new Error('throttled'));

    const { status, answer } = await app.command('logs /mq/general');

    expect(status).toBe(200);
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('try again') });
  });
});

describe('a button', () => {
  it.each([
    ['a card', onCard],
    ['a private answer', onAnswer],
  ])(
    'of %s is acknowledged with nothing, done, and answered by the response_url to the one alone',
    async (_, where) => {
      const app = openApp();
      const { id } = await openOne(app.context);

      expect(await app.interact(press('acknowledge', id, where))).toEqual({ status: 200, answer: '' });

      expect((await theIncident(app.context)).owner?.user).toBe(JANE);
      expect(app.context.recorded.replied).toMatchObject([{ url: URL, isPublic: false }]);
      expect(seen(app.context.recorded.replied)).toContain('You have it now');
    },
  );

  it('that shares says it to all', async () => {
    const app = openApp();

    await app.interact(press('share', 'ask help', onAnswer));

    expect(app.context.recorded.replied).toMatchObject([{ url: URL, isPublic: true }]);
    expect(seen(app.context.recorded.replied)).toContain(`Shared by <@${JANE}>`);
  });

  it('of Home, which has no response_url, is answered as a direct message', async () => {
    const app = openApp();

    expect(await app.interact(press('ask', 'help', onHome))).toEqual({ status: 200, answer: '' });

    expect(app.context.chat.standing).toMatchObject([{ channel: JANE }]);
    expect(seen(app.context.chat.standing[0]?.content)).toContain('Commands');
  });

  it('that opens a form says nothing more', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);

    await app.interact(press('silence', id, onCard));

    expect(app.context.recorded.opened).toMatchObject([
      { triggerId: '1.2.b', view: { callback_id: 'silence' } },
    ]);
    expect(app.context.recorded.replied).toEqual([]);
  });

  // Slack shows nobody what is said in the acknowledgement of a button.
  it('that fails says so to the one who pressed it', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);
    app.context.views.open = () => Promise.reject(new Error('expired_trigger_id'));

    await app.interact(press('silence', id, onCard));

    expect(seen(app.context.recorded.replied)).toContain('did not work');
  });

  it('stays done although the word of it can’t be brought', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);
    app.context.replies.send = () => Promise.reject(new Error('expired_url'));

    expect((await app.interact(press('acknowledge', id, onCard))).status).toBe(200);
    expect((await theIncident(app.context)).owner?.user).toBe(JANE);
  });
});

describe('a form', () => {
  const filled = (reason: string) => ({
    duration: { duration: { type: 'static_select', selected_option: { value: '3600000' } } },
    scope: { scope: { type: 'radio_buttons', selected_option: { value: 'incident' } } },
    reason: { reason: { type: 'plain_text_input', value: reason } },
  });

  it('that is filled in well is closed', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);

    expect(await app.interact(send('silence', id, filled('failover')))).toEqual({ status: 200, answer: '' });

    expect(await app.context.table.list({ pk: 'silence' }, app.context.clock.ms)).toHaveLength(1);
  });

  it('with something wrong stays open and says so at the field', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);

    const { answer } = await app.interact(send('silence', id, filled(' ')));

    expect(answer).toEqual({
      response_action: 'errors',
      errors: { reason: expect.stringContaining('Say why') },
    });
  });

  it('gives a person and files as Slack sends them', async () => {
    const app = openApp();
    const { id } = await openOne(app.context);

    await app.interact(
      send('assign', id, {
        whom: { whom: { type: 'users_select', selected_user: BOB } },
        note: { note: { value: null } },
      }),
    );
    await app.interact(
      send('paste', '{}', {
        evidence: { evidence: { type: 'plain_text_input', value: null } },
        files: { files: { type: 'file_input', files: [{ id: 'F1' }, { id: 'F2' }] } },
        role: { role: { type: 'static_select', selected_option: null } },
      }),
    );

    expect((await theIncident(app.context)).owner?.user).toBe(BOB);
    expect(app.context.recorded.works).toMatchObject([
      { task: { evidence: [{ fileId: 'F1' }, { fileId: 'F2' }] } },
    ]);
  });
});

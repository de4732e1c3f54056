import { describe, expect, it } from 'vitest';
import { JANE, seen } from '../../../support/test-interactions.ts';
import { openApp, who } from './open-app.ts';

const URL = 'https://hooks.slack.com/actions/T0/1/a';

describe('“Triage this message”', () => {
  it('is acknowledged with nothing, and hands on its text and files; no note is left that nothing could replace', async () => {
    const app = openApp();

    const done = await app.interact({
      ...who,
      type: 'message_action',
      callback_id: 'triage_message',
      channel: { id: 'C0TEAM01' },
      message: { type: 'message', text: 'a &lt; b', ts: '1.2', files: [{ id: 'F1' }] },
      response_url: URL,
    });

    expect(done).toEqual({ status: 200, answer: '' });
    expect(app.context.recorded.works).toMatchObject([
      { place: { responseUrl: URL }, task: { evidence: [{ text: 'a < b' }, { fileId: 'F1' }] } },
    ]);
    expect(app.context.recorded.replied).toEqual([]);
  });
});

describe('a direct message', () => {
  const direct = {
    type: 'message',
    channel_type: 'im',
    user: JANE,
    channel: 'D0JANE01',
    ts: '1800000000.000100',
    event_ts: '1.2',
  };

  it.each(['hello', 'hi', '?'])('that says “%s” is answered with what can be done here', async (text) => {
    const app = openApp();

    await app.event({ ...direct, text });

    const said = seen(app.context.chat.standing[0]?.content);
    if (app.context.recorded.works.length === 0) expect(said).toMatch(/Paste a log|Commands/);
  });

  it('with evidence or a file is triaged', async () => {
    const app = openApp();

    await app.event({ ...direct, text: 'Error: connect ECONNREFUSED 10.0.0.1:5672' });
    await app.event({ ...direct, subtype: 'file_share', text: '', files: [{ id: 'F1' }] });

    expect(app.context.recorded.works).toMatchObject([
      {
        place: { channel: 'D0JANE01' },
        task: { evidence: [{ text: 'Error: connect ECONNREFUSED 10.0.0.1:5672' }] },
      },
      { task: { evidence: [{ fileId: 'F1' }] } },
    ]);
  });

  it.each([
    ['by a bot', { bot_id: 'B0' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['in a channel', { channel_type: 'channel' }],
  ])('%s is left alone', async (_, more) => {
    const app = openApp();

    await app.event({ ...direct, text: 'hello', ...more });

    expect(app.context.chat.standing).toEqual([]);
  });
});

describe('somebody of another organisation', () => {
  const stranger = { user: { id: JANE, team_id: 'T9OTHER' }, team: { id: 'T1' } };

  it('who mentions us in a shared channel gets no answer', async () => {
    const app = openApp();
    const mention = {
      type: 'app_mention',
      user: JANE,
      text: '<@U0BOT> help',
      channel: 'C0TEAM01',
      ts: '1.2',
      event_ts: '1.2',
    };

    await app.event({ ...mention, user_team: 'T9OTHER' });
    expect(app.context.chat.standing).toEqual([]);

    await app.event({ ...mention, ts: '1.3', user_team: 'T0' });
    expect(app.context.chat.standing).toHaveLength(1);
  });

  it('is told so in private when they use the message menu, and nothing is read', async () => {
    const app = openApp();

    await app.interact({
      ...stranger,
      type: 'message_action',
      callback_id: 'triage_message',
      channel: { id: 'C0TEAM01' },
      message: { type: 'message', text: 'missed heartbeats', ts: '1.2' },
      response_url: URL,
    });

    expect(app.context.recorded.works).toEqual([]);
    expect(seen(app.context.recorded.replied)).toContain('does not answer people of other organisations');
  });
});

describe('an event', () => {
  const mention = {
    type: 'app_mention',
    user: JANE,
    text: '<@U0BOT> help',
    channel: 'C0TEAM01',
    ts: '1800000000.000100',
    event_ts: '1.2',
  };

  it.each([
    ['a message', mention, '1800000000.000100'],
    ['a thread', { ...mention, thread_ts: '1799999999.000100' }, '1799999999.000100'],
  ])('that mentions us in %s is answered in its thread', async (_, event, threadTs) => {
    const app = openApp();

    expect(await app.event(event)).toEqual({ status: 200, answer: '' });

    expect(app.context.chat.standing).toMatchObject([{ channel: 'C0TEAM01', threadTs }]);
    expect(seen(app.context.chat.standing[0]?.content)).toContain('Commands');
  });

  it('that mentions us by a bot is left alone, so that no two talk forever', async () => {
    const app = openApp();

    await app.event({ ...mention, bot_id: 'B0' });

    expect(app.context.chat.standing).toEqual([]);
  });

  it('that opens Home publishes it, and nothing for its messages', async () => {
    const app = openApp();
    const opened = { type: 'app_home_opened', user: JANE, channel: 'D0', event_ts: '1.2' };

    expect(await app.event({ ...opened, tab: 'messages' })).toEqual({ status: 200, answer: '' });
    expect(app.context.recorded.published).toEqual([]);

    expect(await app.event({ ...opened, tab: 'home' })).toEqual({ status: 200, answer: '' });
    expect(app.context.recorded.published).toMatchObject([{ userId: JANE, view: { type: 'home' } }]);
  });

  it('that fails is refused, so that it comes again', async () => {
    const app = openApp();
    app.context.views.publish = () => Promise.reject(new Error('down'));

    expect(
      (await app.event({ type: 'app_home_opened', user: JANE, tab: 'home', event_ts: '1.2' })).status,
    ).toBe(503);
  });

  it.each([{ type: 'frobnicated' }, { type: 'message', text: 'hi', channel: 'C0' }])(
    'that nobody listens to is acknowledged: $type',
    async (event) => {
      expect((await openApp().event(event)).status).toBe(200);
    },
  );
});

describe('a payload that nobody knows', () => {
  it.each([{}, { type: 'frobnicated' }, { type: 'block_actions', actions: [] }, { type: 'view_submission' }])(
    'is answered all the same: %j',
    async (payload) => {
      expect((await openApp().interact(payload)).status).toBe(200);
    },
  );
});

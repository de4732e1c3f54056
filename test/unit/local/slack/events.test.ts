import { describe, expect, it, vi } from 'vitest';
import { openStandIn } from './open-stand-in.ts';

describe('a mention of the bot', () => {
  it('is posted and told to the app, also from a thread', async () => {
    const { api, page, sent, standIn } = openStandIn();
    const { ts } = await api('chat.postMessage', { channel: '#on-call', text: 'card' });

    await page('post', { channel: '#on-call', text: '@halfopen what <now>? @alice' });
    await page('post', { channel: '#on-call', threadTs: ts, text: 'and you, @halfopen' });

    expect(sent[0]?.body).toMatchObject({
      type: 'event_callback',
      team_id: 'TLOCAL',
      event: {
        type: 'app_mention',
        user: 'UONCALL',
        text: '<@UHALFOPEN> what &lt;now&gt;? <@UALICE>',
        channel: expect.stringMatching(/^C/),
      },
    });
    expect(sent[0]?.body['event']).not.toHaveProperty('thread_ts');
    expect(sent[1]?.body['event']).toMatchObject({ thread_ts: ts });
    expect(standIn.messages()).toHaveLength(3);
  });

  it('is a message like any other in a direct message, and other words are none anywhere', async () => {
    const { page, sent, standIn } = openStandIn();

    await page('post', { channel: 'DONCALL', text: '@halfopen hello' });
    await page('post', { channel: '#on-call', text: 'mail me@halfopen.example' });

    expect(sent.map(({ body }) => body['event'])).toMatchObject([{ type: 'message', channel_type: 'im' }]);
    expect(standIn.messages().map(({ channel }) => channel)).toEqual(['DONCALL', '#on-call']);
  });

  it('comes again, freshly signed, until the app takes it, three times at most', async () => {
    const waits: number[] = [];
    const stand = openStandIn({
      app: () => 503,
      async wait(ms, signal) {
        if (signal) return new Promise(() => {});
        waits.push(ms);
        stand.clock.ms += ms;
      },
    });

    await stand.page('post', { channel: '#on-call', text: '@halfopen help' });
    await vi.waitFor(() => expect(stand.sent).toHaveLength(4));

    const headers = stand.sent.map((one) => one.headers);
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(headers.map((one) => one['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(headers[1]?.['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(headers.map((one) => one['x-slack-signature'])).size).toBe(4);
    expect(new Set(stand.sent.map(({ body }) => body['event_id'])).size).toBe(1);
  });
});

describe('opening Home', () => {
  it('is told to the app, which shows it to that person', async () => {
    const { api, page, see, sent } = openStandIn();

    await page('home', {});
    const view = { type: 'home', blocks: [{ type: 'divider' }] };
    await api('views.publish', { user_id: 'UONCALL', view });

    expect(sent[0]?.body['event']).toMatchObject({ type: 'app_home_opened', user: 'UONCALL', tab: 'home' });
    expect((await see()).home?.blocks).toMatchObject([{ type: 'divider' }]);
    expect((await see('UBOB')).home).toBeUndefined();
  });
});

describe('the message shortcut', () => {
  it('sends the message with its files', async () => {
    const { ask, page, sent, standIn } = openStandIn();
    const upload = await ask({
      path: '/stand-in/upload?as=UONCALL&name=broker.log',
      body: Buffer.from('log'),
    });
    const { file } = JSON.parse(String(upload.body)) as { file: { id: string } };
    await page('post', { channel: '#on-call', text: 'see this', files: [file.id] });
    const ts = standIn.messages()[0]?.ts;

    await page('shortcut', { channel: '#on-call', ts, callbackId: 'triage_message' });

    expect(sent[0]?.body).toMatchObject({
      type: 'message_action',
      callback_id: 'triage_message',
      message_ts: ts,
      message: {
        type: 'message',
        user: 'UONCALL',
        text: 'see this',
        files: [{ id: file.id, name: 'broker.log', size: 3, mimetype: 'text/plain' }],
      },
    });
  });
});

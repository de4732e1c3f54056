import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStandIn, row } from './open-stand-in.ts';

describe('a command typed into the composer', () => {
  it('goes to the app as Slack sends it, with its lines kept', async () => {
    const { page, sent } = openStandIn();

    await page('post', { channel: '#on-call', text: '/triage line one\nline two' });

    expect(sent[0]?.body).toMatchObject({
      command: '/triage',
      text: 'line one\nline two',
      user_id: 'UONCALL',
      user_name: 'on-call',
      channel_name: 'on-call',
      team_id: 'TLOCAL',
      api_app_id: 'ALOCAL',
      is_enterprise_install: 'false',
    });
    expect(sent[0]?.body['channel_id']).toMatch(/^C[0-9A-F]{10}$/);
    expect(sent[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('is signed over the bytes that are sent', async () => {
    let raw = '';
    const { page, sent } = openStandIn({ app: ({ body }) => void (raw = JSON.stringify(body)) });

    await page('post', { channel: '#on-call', text: '/triage ü' });

    const form = new URLSearchParams(JSON.parse(raw) as Record<string, string>).toString();
    const { 'x-slack-request-timestamp': at, 'x-slack-signature': signature } = sent[0]?.headers ?? {};
    expect(signature).toBe(`v0=${createHmac('sha256', 'secret').update(`v0:${at}:${form}`).digest('hex')}`);
  });

  it('is answered to the person who typed it alone', async () => {
    const { page, see, standIn } = openStandIn({ app: () => ({ text: 'Looking', blocks: [row()] }) });

    await page('post', { channel: '#on-call', text: '/triage x' });

    expect((await see()).messages).toMatchObject([
      { isEphemeral: true, text: 'Looking', author: 'UHALFOPEN' },
    ]);
    expect((await see('UALICE')).messages).toEqual([]);
    expect(standIn.messages()).toEqual([]);
  });

  it('is answered to everybody when the app says in_channel', async () => {
    const { page, see } = openStandIn({ app: () => ({ response_type: 'in_channel', text: 'Here' }) });

    await page('post', { channel: '#on-call', text: '/triage x' });

    expect((await see('UBOB')).messages).toMatchObject([{ isEphemeral: false, text: 'Here' }]);
  });

  it('may be answered in plain text, or not at all', async () => {
    const { page, see } = openStandIn({
      app: ({ body }) => (body['text'] === 'say' ? 'Plain words' : undefined),
    });

    await page('post', { channel: '#on-call', text: '/triage say' });
    await page('post', { channel: '#on-call', text: '/triage hush' });

    expect((await see()).messages.map(({ text }) => text)).toEqual(['Plain words']);
  });

  it('is told as failed when the app answers with an error, or not within three seconds', async () => {
    const broken = openStandIn({ app: () => 500 });
    const waits: number[] = [];
    const slow = openStandIn({
      app: () => new Promise(() => {}),
      wait: async (ms) => void waits.push(ms),
    });

    await broken.page('post', { channel: '#on-call', text: '/triage x' });
    await slow.page('post', { channel: '#on-call', text: '/triage x' });

    expect((await broken.see()).messages).toMatchObject([
      { author: 'USLACKBOT', isEphemeral: true, text: '/triage failed with the error "dispatch_failed"' },
    ]);
    expect((await slow.see()).messages[0]?.text).toBe('/triage failed with the error "operation_timeout"');
    expect(waits).toEqual([3_000]);
  });

  it('is refused by Slack itself in a thread, and when nobody knows it', async () => {
    const { api, page, see, sent } = openStandIn();
    const { ts } = await api('chat.postMessage', { channel: '#on-call', text: 'card' });

    await page('post', { channel: '#on-call', threadTs: ts, text: '/triage x' });
    await page('post', { channel: '#on-call', text: '/giphy x' });

    const said = (await see()).messages.filter(({ isEphemeral }) => isEphemeral).map(({ text }) => text);
    expect(said).toEqual([
      '/triage is not supported in threads. Sorry!',
      '`/giphy` is not a valid command. Try `/triage`.',
    ]);
    expect(sent).toEqual([]);
  });
});

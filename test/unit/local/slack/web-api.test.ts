import { describe, expect, it } from 'vitest';
import { ORIGIN, openStandIn, plain, row, times } from './open-stand-in.ts';

describe('a call of the Web API', () => {
  it('shows a bot’s token, and is of a known method', async () => {
    const { api, ask } = openStandIn();

    const known = await ask({ path: '/api/auth.test', headers: { authorization: 'Bearer xoxb-1' } });

    expect(JSON.parse(String(known.body))).toMatchObject({
      ok: true,
      user_id: 'UHALFOPEN',
      bot_id: 'BHALFOPEN',
    });
    expect(known.headers?.['x-oauth-scopes']).toContain('chat:write');
    expect((await api('auth.test', {}, ''))['error']).toBe('not_authed');
    expect((await api('auth.test', {}, 'xoxp-1'))['error']).toBe('invalid_auth');
    expect((await api('chat.meMessage'))['error']).toBe('unknown_method');
  });

  it('finds a channel by name and by id, and a person’s direct message', async () => {
    const { api, standIn } = openStandIn({ channels: ['C0CONFIGURED'] });
    const post = (channel: string) => api('chat.postMessage', { channel, text: 'x' });
    const { channel: id } = await post('#on-call');

    const found = [
      await post(String(id)),
      await post('payments'),
      await post('UALICE'),
      await post('C0CONFIGURED'),
    ];
    const lost = [await post('C0UNKNOWN'), await post('#Not A Name'), await post('UNOBODY'), await post('')];

    expect(found.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(lost.map(({ error }) => error)).toEqual(times(4, 'channel_not_found'));
    expect(standIn.messages().map(({ channel }) => channel)).toEqual([
      '#on-call',
      '#on-call',
      '#payments',
      'DALICE',
      'C0CONFIGURED',
    ]);
  });

  it('is refused what it may not touch, or what is not there', async () => {
    const { api, page, see, standIn } = openStandIn();
    await page('post', { channel: '#on-call', text: 'mine' });
    const mine = standIn.messages()[0]?.ts;
    const { channel } = await api('chat.postMessage', { channel: '#on-call', text: 'the app’s' });
    const { message_ts: ephemeral } = await api('chat.postEphemeral', {
      channel: '#on-call',
      user: 'UALICE',
      text: 'psst',
    });
    const on = (method: string, given: object) => api(method, { channel, text: 'x', ...given });

    expect((await on('chat.update', { ts: mine }))['error']).toBe('cant_update_message');
    expect((await on('chat.delete', { ts: mine }))['error']).toBe('cant_delete_message');
    expect((await on('chat.update', { ts: ephemeral }))['error']).toBe('message_not_found');
    expect((await on('chat.update', { ts: '9999999999.000000' }))['error']).toBe('message_not_found');
    expect((await on('chat.postMessage', { thread_ts: '9999999999.000000' }))['error']).toBe(
      'thread_not_found',
    );
    expect((await on('conversations.replies', { ts: 'x' }))['error']).toBe('thread_not_found');
    expect((await see('UALICE')).messages.map(({ text }) => text)).toEqual(['mine', 'the app’s', 'psst']);
    expect((await see('UBOB')).messages.map(({ text }) => text)).toEqual(['mine', 'the app’s']);
  });

  it('is refused what is too much, with the faults by name', async () => {
    const { api } = openStandIn();
    const post = (given: object) => api('chat.postMessage', { channel: '#on-call', ...given });
    const long = { type: 'section', text: plain('x'.repeat(3_000)) };

    expect((await post({}))['error']).toBe('no_text');
    expect((await post({ text: 'x'.repeat(4_001) }))['error']).toBe('msg_too_long');
    expect((await post({ text: 'x', blocks: times(5, long) }))['error']).toBe('msg_blocks_too_long');
    expect(await post({ text: 'x', blocks: [row(), row()] })).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['blocks: block_id row is there twice'] },
    });
  });

  it('reads a thread in order and a channel backwards, page by page', async () => {
    const { api } = openStandIn();
    const { ts, channel } = await api('chat.postMessage', { channel: '#on-call', text: 'card' });
    for (const text of ['one', 'two'])
      await api('chat.postMessage', { channel: '#on-call', thread_ts: ts, text });
    const texts = (answer: Record<string, unknown>) =>
      (answer['messages'] as { text: string }[]).map(({ text }) => text);

    const first = await api('conversations.replies', { channel, ts, limit: 2 });
    const { next_cursor: cursor } = first['response_metadata'] as { next_cursor: string };
    const second = await api('conversations.replies', { channel, ts, limit: 2, cursor });
    const history = await api('conversations.history', { channel });
    const byName = await api('conversations.history', { channel: '#on-call' });

    expect([texts(first), texts(second)]).toEqual([['card', 'one'], ['two']]);
    expect(texts(history)).toEqual(['card']);
    expect(byName).toMatchObject({ ok: false, error: 'channel_not_found' });
  });

  it('knows a user group, and refuses what the app has no scope for', async () => {
    const { api } = openStandIn();

    const group = await api('usergroups.users.list', { usergroup: 'SONCALL' });
    const people = await api('users.list');

    expect(group['users']).toEqual(['UONCALL', 'UALICE']);
    expect(people).toMatchObject({ ok: false, error: 'missing_scope', needed: 'users:read' });
  });

  it('fails as often as it was asked to', async () => {
    const { api, ask, page, standIn } = openStandIn();
    await page('faults', { method: 'auth.test', times: 1, kind: 'rate-limited' });
    standIn.fail({ method: 'chat.postMessage', times: 1, kind: 'answer-lost' });

    const limited = await ask({ path: '/api/auth.test', headers: { authorization: 'Bearer xoxb-1' } });
    const lost = await api('chat.postMessage', { channel: '#on-call', text: 'kept' });

    expect([limited.status, limited.headers]).toEqual([429, { 'retry-after': '2' }]);
    expect(lost['status']).toBe(0);
    expect(standIn.messages()).toMatchObject([{ text: 'kept' }]);
    expect((await api('auth.test'))['ok']).toBe(true);
  });
});

describe('a browser', () => {
  it('gets a page that loads nothing from elsewhere and may not be framed', async () => {
    const { ask } = openStandIn();

    const { headers } = await ask({ method: 'GET', path: '/', headers: { origin: ORIGIN } });

    const policy = headers?.['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|unsafe/);
  });
});

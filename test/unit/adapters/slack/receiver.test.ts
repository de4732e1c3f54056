import { createHmac } from 'node:crypto';
import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { LambdaReceiver } from '../../../../src/adapters/slack/receiver.ts';
import { fixedSecret } from '../../../support/fixed-secret.ts';
import { createMemoryTable } from '../../../support/memory-table.ts';

const NOW_MS = 1_800_000_000_000;
const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

function signed(body: string, { timestamp = NOW_MS / 1000, type = FORM, secret = SECRET, retry = '' } = {}) {
  const rawBody = Buffer.from(body);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${signature}`,
    ...(retry ? { 'x-slack-retry-num': retry } : {}),
  };
  return { headers, rawBody };
}

/** A receiver in front of an app that answers with what `handle` gives. */
async function openReceiver(handle: () => Promise<string | object | undefined> = async () => 'done') {
  let handled = 0;
  const receiver = new LambdaReceiver({
    signingSecret: fixedSecret(SECRET),
    table: createMemoryTable(),
    nowMs: () => NOW_MS,
  });
  const processEvent: App['processEvent'] = async ({ ack }) => {
    handled++;
    await ack(await handle());
  };
  receiver.init({ processEvent } as App);
  return { receive: await receiver.start(), handled: () => handled };
}

describe('a request from Slack', () => {
  it('is let in when Slack signed its bytes, whatever alphabet they are in', async () => {
    const { receive } = await openReceiver();

    const answer = await receive(signed(`text=${encodeURIComponent('naïve ☃')}&raw=日本`));

    expect(answer).toMatchObject({ status: 200, body: 'done' });
  });

  it.each([
    ['unsigned', { headers: {}, rawBody: Buffer.from('a=b') }],
    ['signed with another secret', signed('a=b', { secret: 'other' })],
    ['stale', signed('a=b', { timestamp: NOW_MS / 1000 - 301 })],
    ['from the future', signed('a=b', { timestamp: NOW_MS / 1000 + 301 })],
    ['tampered with', { ...signed('a=b'), rawBody: Buffer.from('a=c') }],
  ])('is refused when %s', async (_, request) => {
    const { receive, handled } = await openReceiver();

    const answer = await receive(request);

    expect(answer.status).toBe(401);
    expect(handled()).toBe(0);
  });

  it('is refused when replayed, but acknowledged when Slack itself sends it again; neither does the work twice', async () => {
    const { receive, handled } = await openReceiver();

    const first = await receive(signed('a=b'));
    const replayed = await receive(signed('a=b'));
    const retried = await receive(signed('a=b', { retry: '1' }));

    expect([first.status, replayed.status, retried.status]).toEqual([200, 401, 200]);
    expect(handled()).toBe(1);
  });

  it.each([
    ['JSON that is none', 'application/json; charset=utf-8', '{"a":', 400],
    ['a list', 'application/json', '[1]', 400],
    ['a payload that is no JSON', FORM, 'payload=%7B', 400],
    ['another content type', 'text/xml', '<a/>', 415],
    ['ten megabytes', FORM, 'a'.repeat(10 << 20), 413],
    ['two megabytes', FORM, 'a'.repeat(2 << 20), 413],
  ])('is refused with a clear error when it holds %s', async (_, type, body, status) => {
    const { receive } = await openReceiver();

    const answer = await receive(signed(body, { type }));

    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(answer.body)).toEqual({
      type: expect.stringMatching(/^urn:halfopen:problem:[a-z-]+$/),
      title: expect.any(String),
      status,
      detail: expect.any(String),
      hint: expect.any(String),
    });
  });

  it('answers Slack’s question whether anybody is there', async () => {
    const asked = signed('{"type":"url_verification","challenge":"c1"}', { type: 'application/json' });

    const { receive } = await openReceiver();

    expect((await receive(asked)).body).toBe('{"challenge":"c1"}');
  });

  it('is answered although what it asks for fails', async () => {
    const { receive } = await openReceiver(() => Promise.reject(new Error('broken')));

    const answer = await receive(signed('a=b'));

    expect(answer.status).toBe(200);
    expect(answer.body).toContain('did not work');
  });
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../../src/adapters/slack/answer-request.ts';
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

function door(
  handle: (body: Record<string, unknown>) => Promise<string | object | undefined> = async () => 'done',
) {
  let handled = 0;
  const counting = (body: Record<string, unknown>) => {
    handled++;
    return handle(body);
  };
  return {
    signingSecret: SECRET,
    table: createMemoryTable(),
    nowMs: NOW_MS,
    handle: counting,
    handled: () => handled,
  };
}

describe('a request to Slack’s door', () => {
  it('is let in when Slack signed its bytes, whatever alphabet they are in', async () => {
    const answer = await answerRequest(signed(`text=${encodeURIComponent('naïve ☃')}&raw=日本`), door());

    expect(answer).toEqual({ status: 200, body: 'done', json: false });
  });

  it.each([
    ['unsigned', { headers: {}, rawBody: Buffer.from('a=b') }],
    ['signed with another secret', signed('a=b', { secret: 'other' })],
    ['stale', signed('a=b', { timestamp: NOW_MS / 1000 - 301 })],
    ['from the future', signed('a=b', { timestamp: NOW_MS / 1000 + 301 })],
    ['tampered with', { ...signed('a=b'), rawBody: Buffer.from('a=c') }],
  ])('is refused when %s', async (_, request) => {
    const at = door();

    const answer = await answerRequest(request, at);

    expect(answer.status).toBe(401);
    expect(at.handled()).toBe(0);
  });

  it('is refused when replayed, but acknowledged when Slack itself sends it again; neither does the work twice', async () => {
    const at = door();

    const first = await answerRequest(signed('a=b'), at);
    const replayed = await answerRequest(signed('a=b'), at);
    const retried = await answerRequest(signed('a=b', { retry: '1' }), at);

    expect([first.status, replayed.status, retried.status]).toEqual([200, 401, 200]);
    expect(at.handled()).toBe(1);
  });

  it.each([
    ['JSON that is none', 'application/json; charset=utf-8', '{"a":', 400],
    ['a list', 'application/json', '[1]', 400],
    ['a payload that is no JSON', FORM, 'payload=%7B', 400],
    ['another content type', 'text/xml', '<a/>', 415],
    ['ten megabytes', FORM, 'a'.repeat(10 << 20), 413],
    ['two megabytes', FORM, 'a'.repeat(2 << 20), 413],
  ])('is refused with a clear error when it holds %s', async (_, type, body, status) => {
    const answer = await answerRequest(signed(body, { type }), door());

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toHaveProperty('error.hint');
  });

  it('answers Slack’s question whether anybody is there', async () => {
    const asked = signed('{"type":"url_verification","challenge":"c1"}', { type: 'application/json' });

    expect((await answerRequest(asked, door())).body).toBe('{"challenge":"c1"}');
  });

  it('is answered although what it asks for fails', async () => {
    const answer = await answerRequest(
      signed('a=b'),
      door(() => Promise.reject(new Error('broken'))),
    );

    expect(answer.status).toBe(200);
    expect(answer.body).toContain('did not work');
  });
});

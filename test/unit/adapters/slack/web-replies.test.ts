import { afterEach, describe, expect, it, vi } from 'vitest';
import { readWork } from '../../../../src/adapters/lambda/read-work.ts';
import { createWebReplies } from '../../../../src/adapters/slack/web-replies.ts';

const LOCAL_API = 'http://127.0.0.1:3000/api/';

const SLACK = [
  'https://hooks.slack.com/commands/T0/1/a',
  'https://hooks.slack.com/actions/T0/1/a',
  'https://hooks.slack-gov.com/commands/T0/1/a',
];
const ELSEWHERE = [
  'https://evil.example/take',
  'http://hooks.slack.com/commands/T0/1/a',
  'https://hooks.slack.com.evil.example/',
  'https://hooks.slack.com:8443/commands',
  'https://hooks.slack.com@evil.example/',
  'https://evilhooks.slack.com/',
  'http://127.0.0.1:3001/stand-in/response/a',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'no address',
  '',
];

const work = (responseUrl: string) => ({
  id: 'w1',
  userId: 'U1',
  place: { responseUrl },
  task: { do: 'logs', logGroup: '/secret', period: { fromMs: 0, toMs: 1 } },
});

afterEach(() => vi.unstubAllGlobals());

describe('an answer by response_url', () => {
  const message = { content: { text: 'an answer', blocks: [] } };

  it.each([...SLACK, 'http://127.0.0.1:3000/stand-in/response/a'])('is sent to %s', async (url) => {
    const fetch = vi.fn(() => Promise.resolve(new Response('ok')));
    vi.stubGlobal('fetch', fetch);

    await createWebReplies({ apiUrl: LOCAL_API }).send(url, message);

    expect(fetch).toHaveBeenCalledOnce();
    expect(readWork(work(url), LOCAL_API)).toBeDefined();
  });

  it.each([...ELSEWHERE, undefined])('is never sent to %j, nor its work taken up', async (url) => {
    const fetch = vi.fn(() => Promise.resolve(new Response('ok')));
    vi.stubGlobal('fetch', fetch);
    const elsewhere = url ?? 'http://127.0.0.1:3000/stand-in/response/a';
    const apiUrl = url === undefined ? undefined : LOCAL_API;

    const sent = createWebReplies({ apiUrl }).send(elsewhere, message);

    await expect(sent).rejects.toThrow(expect.objectContaining({ code: 'slack-reply-refused' }));
    expect(fetch).not.toHaveBeenCalled();
    expect(readWork(work(elsewhere), apiUrl)).toBeUndefined();
  });
});

import { HalfopenError } from '../../errors.ts';
import type { Replies } from '../../ports.ts';

const TIMEOUT_MS = 2_000;

/** Answers by `response_url`, which only comes with a signed request. Bolt's own `respond` has no time-out, and `answer` runs without Bolt. */
export function createWebReplies(): Replies {
  return {
    async send(responseUrl, { content, isPublic = false, replaces = false }) {
      const body = JSON.stringify({
        ...content,
        response_type: isPublic ? 'in_channel' : 'ephemeral',
        replace_original: replaces,
      });
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(responseUrl, { method: 'POST', headers, body, signal }).catch(
        (cause: Error) => fail(cause.message, cause),
      );
      if (!answer.ok) fail(`${answer.status} ${(await answer.text()).slice(0, 120)}`);
    },
  };
}

function fail(why: string, cause?: unknown): never {
  throw new HalfopenError({
    code: 'slack-reply-refused',
    message: `Slack refused a reply: ${why}`,
    hint: 'Slack accepts five replies within half an hour: ask again.',
    cause,
  });
}

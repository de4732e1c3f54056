import { HalfopenError } from '../../errors.ts';
import type { Replies } from '../../ports.ts';
import { isReplyAddress, originOf } from './slack-address.ts';

const TIMEOUT_MS = 2_000;

/**
 * Answers by `response_url`, at Slack's own address or where the configured API is, and nowhere else. Bolt's own `respond` has no
 * time-out, and `answer` runs without Bolt.
 */
export function createWebReplies({ apiUrl }: { apiUrl: string | undefined }): Replies {
  return {
    async send(responseUrl, { content, isPublic = false, replaces = false }) {
      if (!isReplyAddress(responseUrl, apiUrl)) refuse(responseUrl);
      const body = JSON.stringify({
        ...content,
        response_type: isPublic ? 'in_channel' : 'ephemeral',
        replace_original: replaces,
      });
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(responseUrl, {
        method: 'POST',
        headers,
        body,
        signal,
        redirect: 'error',
      }).catch((cause: Error) => fail(cause.message, cause));
      if (!answer.ok) fail(`${answer.status} ${(await answer.text()).slice(0, 120)}`);
    },
  };
}

function refuse(responseUrl: string): never {
  throw new HalfopenError({
    code: 'slack-reply-refused',
    message: `a reply to ${originOf(responseUrl)} was not sent: that is not Slack`,
    hint: 'Replies go to https://hooks.slack.com, or to the host of SLACK_API_URL.',
  });
}

function fail(why: string, cause?: unknown): never {
  throw new HalfopenError({
    code: 'slack-reply-refused',
    message: `Slack refused a reply: ${why}`,
    hint: 'Slack accepts five replies within half an hour: ask again.',
    cause,
  });
}

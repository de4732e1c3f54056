import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';
import { HalfopenError } from '../../errors.ts';

/** Slack's own limit for acknowledging is 3 s; a post that takes longer than this is of unknown outcome. */
const TIMEOUT_MS = 6_000;
/** Errors of Slack's that only a person can fix, and how. */
const HINTS: Readonly<Record<string, string>> = {
  channel_not_found: 'Check the channel in halfopen.yml, and type in it: /invite @halfopen',
  not_in_channel: 'Type in that channel: /invite @halfopen',
  is_archived: 'Route to another channel in halfopen.yml.',
  invalid_auth: 'Put the bot token (xoxb-…) of the app into SLACK_BOT_TOKEN, or its SSM parameter.',
  not_authed: 'Put the bot token (xoxb-…) of the app into SLACK_BOT_TOKEN, or its SSM parameter.',
  missing_scope: 'Add the scopes of slack-manifest.yml to the app and install it again.',
};
/** Answers that say no more than that Slack itself had trouble: the message may have been posted. */
const UNKNOWN_OUTCOMES = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Slack's Web API. The library's own retries (thirty minutes) and silent waits are off: a Lambda that waits is a Lambda that is killed. */
export function createWebClient({
  token,
  apiUrl,
}: {
  token: string;
  apiUrl?: string | undefined;
}): WebClient {
  return new WebClient(token, {
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  });
}

/** Makes one call. Throws a HalfopenError: `slack-rate-limited`, `slack-unknown-outcome`, `slack-message-gone`, `slack-refused`. */
export async function callSlack(run: () => Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    return (await run()) as Record<string, unknown>;
  } catch (cause) {
    throw explain(cause as Error & { code?: string; retryAfter?: number; data?: { error?: string } });
  }
}

function explain(
  cause: Error & { code?: string; retryAfter?: number; data?: { error?: string } },
): HalfopenError {
  if (cause.code === ErrorCode.RateLimitedError) {
    const retryAfterMs = (cause.retryAfter ?? 1) * 1000;
    const message = `Slack asks to wait ${retryAfterMs / 1000} s`;
    return new HalfopenError({
      code: 'slack-rate-limited',
      message,
      hint: 'Nothing to do.',
      retryable: true,
      retryAfterMs,
      cause,
    });
  }
  const said = cause.data?.error ?? '';
  if (cause.code !== ErrorCode.PlatformError || UNKNOWN_OUTCOMES.has(said)) {
    const message = `no clear answer from Slack: ${said || cause.message}`;
    return new HalfopenError({
      code: 'slack-unknown-outcome',
      message,
      hint: 'Nothing to do: it is looked up before it is tried again.',
      retryable: true,
      cause,
    });
  }
  if (said === 'ratelimited')
    return new HalfopenError({
      code: 'slack-rate-limited',
      message: 'Slack asks to wait',
      hint: 'Nothing to do.',
      retryable: true,
      retryAfterMs: 5_000,
      cause,
    });
  const isGone =
    said === 'message_not_found' || said === 'thread_not_found' || said === 'cant_update_message';
  return new HalfopenError({
    code: isGone ? 'slack-message-gone' : 'slack-refused',
    message: `Slack refused: ${said}`,
    hint: HINTS[said] ?? 'Look the error up in the documentation of chat.postMessage and chat.update.',
    cause,
  });
}

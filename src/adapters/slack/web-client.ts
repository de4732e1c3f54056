import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';
import { HalfopenError } from '../../errors.ts';
import type { Secret } from '../secret.ts';

/** The outcome of a call that takes longer than this is unknown. */
const TIMEOUT_MS = 6_000;
/** What a person can do about an error of Slack's. */
const HINTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    channel_not_found: 'Check the channel in halfopen.yml, and type in it: /invite @halfopen',
    not_in_channel: 'Type in that channel: /invite @halfopen',
    is_archived: 'Route to another channel in halfopen.yml.',
    invalid_auth: 'Put the bot token (xoxb-…) of the app into SLACK_BOT_TOKEN, or its SSM parameter.',
    not_authed: 'Put the bot token (xoxb-…) of the app into SLACK_BOT_TOKEN, or its SSM parameter.',
    expired_trigger_id: 'Slack opens a form only within three seconds: ask again.',
    token_revoked:
      'Install the app again, and put its new bot token into SLACK_BOT_TOKEN, or its SSM parameter.',
    missing_scope: 'Add the scopes of slack-manifest.yml to the app and install it again.',
  }),
);
const REQUEST_TIMEOUT = 408;
/** Errors of Slack itself, after which the message may have been posted or not. */
const UNKNOWN_OUTCOMES = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Errors after which a token is read again: it may have been replaced. */
const TOKEN_REFUSALS = new Set([
  'invalid_auth',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'not_authed',
]);

/** Slack's Web API under the app's bot token. */
export interface SlackApi {
  /**
   * Makes one call. Where Slack refuses the token and there is a new one by now, the call is made once more. Throws a HalfopenError:
   * `slack-rate-limited`, `slack-unknown-outcome`, `slack-message-gone`, `slack-refused`, or as readSecret does.
   */
  call<T>(run: (client: WebClient) => Promise<T>): Promise<T>;
  token: Secret;
  apiUrl: string | undefined;
}

/** Opens the Web API. No call is made before the first is asked for. */
export function openSlackApi(token: Secret, apiUrl: string | undefined): SlackApi {
  let made: { by: string; client: WebClient } | undefined;
  const clientOf = (value: string): WebClient => {
    if (made?.by !== value) made = { by: value, client: createWebClient({ token: value, apiUrl }) };
    return made.client;
  };
  return {
    token,
    apiUrl,
    async call(run) {
      const used = await token.value();
      try {
        return await run(clientOf(used));
      } catch (cause) {
        const failure = cause as SlackFailure;
        if (!TOKEN_REFUSALS.has(failure.data?.error ?? '') || !(await token.isReplaced(used)))
          throw explain(failure);
      }
      const replaced = await token.value();
      return run(clientOf(replaced)).catch((cause: SlackFailure) => {
        throw explain(cause);
      });
    },
  };
}

/** A client of Slack's Web API. The library's own retries (thirty minutes) and silent waits are off, because a Lambda that waits is killed. */
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

type SlackFailure = Error & {
  code?: string;
  retryAfter?: number;
  statusCode?: number;
  data?: { error?: string };
};

function explain(cause: SlackFailure): HalfopenError {
  const error = cause.data?.error ?? '';
  if (cause.code === ErrorCode.RateLimitedError || error === 'ratelimited') {
    const retryAfterSec = cause.retryAfter ?? (error === 'ratelimited' ? 5 : 1);
    return new HalfopenError({
      code: 'slack-rate-limited',
      message: `Slack limits the rate of calls and asks to wait ${retryAfterSec} s`,
      hint: 'No action is needed.',
      retryable: true,
      retryAfterMs: retryAfterSec * 1000,
      cause,
    });
  }
  const status = cause.statusCode ?? 0;
  if (status >= 400 && status < 500 && status !== REQUEST_TIMEOUT)
    return new HalfopenError({
      code: 'slack-refused',
      message: `Slack refused: HTTP status ${status}`,
      hint: 'Check SLACK_API_URL, and what stands between Halfopen and Slack.',
      cause,
    });
  if (cause.code !== ErrorCode.PlatformError || UNKNOWN_OUTCOMES.has(error))
    return new HalfopenError({
      code: 'slack-unknown-outcome',
      message: `no clear answer from Slack: ${error || cause.message}`,
      hint: 'No action is needed: Halfopen checks what was done before it tries again.',
      retryable: true,
      cause,
    });
  const isGone = ['message_not_found', 'thread_not_found', 'cant_update_message'].includes(error);
  return new HalfopenError({
    code: isGone ? 'slack-message-gone' : 'slack-refused',
    message: `Slack refused: ${error}`,
    hint: HINTS.get(error) ?? 'Look up the error in the documentation of the method at docs.slack.dev.',
    cause,
  });
}

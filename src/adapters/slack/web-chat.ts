import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';
import { HalfopenError } from '../../errors.ts';
import type { Chat, MessageName } from '../../ports.ts';

/** Slack's own limit for acknowledging is 3 s; a post that takes longer than this is of unknown outcome. */
const TIMEOUT_MS = 6_000;
/** Slack's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;
const MOST_PAGES = 10;

/** Errors of Slack's that only a person can mend, and how. */
const MENDS: Readonly<Record<string, string>> = {
  channel_not_found: 'Check the channel in halfopen.yml, and type in it: /invite @halfopen',
  not_in_channel: 'Type in that channel: /invite @halfopen',
  is_archived: 'Route to another channel in halfopen.yml.',
  invalid_auth: 'Put the bot token (xoxb-…) of the app into SLACK_BOT_TOKEN, or its SSM parameter.',
  not_authed: 'Put the bot token (xoxb-…) of the app into SLACK_BOT_TOKEN, or its SSM parameter.',
  missing_scope: 'Add the scopes of slack-manifest.yml to the app and install it again.',
};
/** Answers that say no more than that Slack itself had trouble: the message may have been posted. */
const UNKNOWN_OUTCOMES = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

interface FoundMessage {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

/** Slack by its Web API. Nothing is retried or waited for in here: the caller puts work back with its delay. */
export function createWebChat({ token, apiUrl }: { token: string; apiUrl?: string | undefined }): Chat {
  const client = new WebClient(token, {
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  });
  return {
    async post({ channel, threadTs, broadcast, content, name }) {
      const thread = threadTs ? { thread_ts: threadTs, reply_broadcast: broadcast === true } : {};
      const answer = await call(() =>
        client.apiCall('chat.postMessage', { channel, ...shown(content, name), ...thread }),
      );
      return {
        channel: typeof answer['channel'] === 'string' ? answer['channel'] : channel,
        ts: String(answer['ts']),
      };
    },
    async update({ channel, ts, content, name }) {
      await call(() => client.apiCall('chat.update', { channel, ts, ...shown(content, name) }));
    },
    async find({ channel, threadTs, name, sinceMs }) {
      let cursor = '';
      let found: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await call(() =>
          client.apiCall(threadTs ? 'conversations.replies' : 'conversations.history', {
            channel,
            ...(threadTs ? { ts: threadTs } : {}),
            ...(cursor ? { cursor } : {}),
            oldest: (Math.max(0, sinceMs - CLOCK_SKEW_MS) / 1000).toFixed(6),
            include_all_metadata: true,
            limit: 200,
          }),
        );
        const ours = ((answer['messages'] ?? []) as FoundMessage[]).filter((one) => bearsName(one, name));
        for (const { ts } of ours) if (ts && (found === undefined || ts < found)) found = ts;
        cursor = (answer['response_metadata'] as { next_cursor?: string } | undefined)?.next_cursor ?? '';
        if (cursor === '') break;
      }
      return found === undefined ? undefined : { channel, ts: found };
    },
  };
}

function shown({ text, blocks }: { text: string; blocks: readonly unknown[] }, name: MessageName) {
  const metadata = { event_type: 'halfopen', event_payload: { incident: name.incident, key: name.key } };
  return { text, blocks, metadata, unfurl_links: false, unfurl_media: false };
}

function bearsName({ metadata }: FoundMessage, { incident, key }: MessageName): boolean {
  const payload = metadata?.event_payload;
  return metadata?.event_type === 'halfopen' && payload?.['incident'] === incident && payload['key'] === key;
}

async function call(run: () => Promise<unknown>): Promise<Record<string, unknown>> {
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
      mend: 'Nothing to do.',
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
      mend: 'Nothing to do: it is looked up before it is tried again.',
      retryable: true,
      cause,
    });
  }
  if (said === 'ratelimited')
    return new HalfopenError({
      code: 'slack-rate-limited',
      message: 'Slack asks to wait',
      mend: 'Nothing to do.',
      retryable: true,
      retryAfterMs: 5_000,
      cause,
    });
  const isGone =
    said === 'message_not_found' || said === 'thread_not_found' || said === 'cant_update_message';
  return new HalfopenError({
    code: isGone ? 'slack-message-gone' : 'slack-refused',
    message: `Slack refused: ${said}`,
    mend: MENDS[said] ?? 'Look the error up in the documentation of chat.postMessage and chat.update.',
    cause,
  });
}

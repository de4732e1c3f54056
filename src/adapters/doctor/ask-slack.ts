import { ErrorCode, type WebClient } from '@slack/web-api';

/** What Slack answered: `said` is its error, or `ratelimited`, or `no_answer` when none came. */
export type SlackAnswer =
  | { ok: true; answer: Readonly<Record<string, unknown>> }
  | { ok: false; said: string; found: string };

/** Makes one call and never throws: an error is what a check wants to tell. Nothing is tried again. */
export async function askSlack(
  client: WebClient,
  method: string,
  given: Record<string, unknown> = {},
): Promise<SlackAnswer> {
  try {
    return { ok: true, answer: { ...(await client.apiCall(method, given)) } };
  } catch (error) {
    return refusal(method, error as Error & Refused);
  }
}

interface Refused {
  code?: string;
  data?: { error?: string; needed?: string };
  retryAfter?: number;
}

function refusal(method: string, { code, data, message, retryAfter }: Error & Refused): SlackAnswer {
  if (code === ErrorCode.RateLimitedError || data?.error === 'ratelimited')
    return { ok: false, said: 'ratelimited', found: `Slack asks to wait ${retryAfter ?? 1} s (${method})` };
  if (code !== ErrorCode.PlatformError)
    return { ok: false, said: 'no_answer', found: `no answer from Slack to ${method}: ${message}` };
  const said = data?.error ?? 'unknown_error';
  const needed = said === 'missing_scope' && data?.needed ? `, needed: ${data.needed}` : '';
  return { ok: false, said, found: `Slack answered ${said} to ${method}${needed}` };
}

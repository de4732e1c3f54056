import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** What the app answered. */
export interface AppAnswer {
  status: number;
  body: string;
  contentType: string;
}

/** Sends a signed request to the app's `/slack/events`. */
export type Deliver = (headers: Record<string, string>, body: string) => Promise<AppAnswer>;

/** Resolves after a time; the signal ends it early by a rejection. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** An answer in time with a 2xx status, or Slack's error code. */
type Delivered =
  | { ok: true; answer: AppAnswer }
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed'; reason: 'http_timeout' | 'http_error' };

/** Slack waits this long for an acknowledgement. */
const ACK_WITHIN_MS = 3_000;
/** Slack retries at once, after one minute and after five (docs.slack.dev, Events API); here the waits are short. */
const RETRY_AFTER_MS = [1_000, 2_000, 4_000];

/** Sends signed requests to the app, as Slack does. */
export interface Delivery {
  /** A command: a form. */
  form(fields: Readonly<Record<string, string>>): Promise<Delivered>;
  /** An interaction: JSON in a form. */
  payload(payload: object): Promise<Delivered>;
  /** An event: JSON, retried when it is not acknowledged. */
  event(body: object): Promise<Delivered>;
}

/** Creates the delivery to one app. */
export function createDelivery(parts: {
  signingSecret: string;
  deliver: Deliver;
  nowMs: () => number;
  wait?: Wait;
}): Delivery {
  const wait =
    parts.wait ?? ((ms, signal) => pause(ms, undefined, { ref: false, ...(signal ? { signal } : {}) }));
  const send = (contentType: string, body: string, more: Record<string, string> = {}): Promise<Delivered> =>
    inTime(parts.deliver({ ...signed(parts, contentType, body), ...more }, body), wait);
  return {
    form: (fields) => send(FORM, new URLSearchParams(fields).toString()),
    payload: (payload) => send(FORM, new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    async event(event) {
      const body = JSON.stringify(event);
      let last = await send('application/json', body);
      for (const [i, ms] of RETRY_AFTER_MS.entries()) {
        if (last.ok) break;
        await wait(ms);
        last = await send('application/json', body, {
          'x-slack-retry-num': String(i + 1),
          'x-slack-retry-reason': last.reason,
        });
      }
      return last;
    },
  };
}

const FORM = 'application/x-www-form-urlencoded';

function signed(
  { signingSecret, nowMs }: { signingSecret: string; nowMs: () => number },
  contentType: string,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
}

async function inTime(sent: Promise<AppAnswer>, wait: Wait): Promise<Delivered> {
  const ended = new AbortController();
  const late = wait(ACK_WITHIN_MS, ended.signal).then(
    () => 'late' as const,
    () => 'late' as const,
  );
  const answer = await Promise.race([sent.catch(() => undefined), late]);
  ended.abort();
  if (answer === 'late') return { ok: false, error: 'operation_timeout', reason: 'http_timeout' };
  if (answer === undefined || answer.status < 200 || answer.status > 299)
    return { ok: false, error: 'dispatch_failed', reason: 'http_error' };
  return { ok: true, answer };
}

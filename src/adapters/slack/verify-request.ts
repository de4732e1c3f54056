import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older requests, and ones from further in the future, are refused (docs.slack.dev, "Verifying requests from Slack": five minutes). */
const MAX_CLOCK_SKEW_SEC = 300;

/** Headers with names in lower case. */
type Headers = Readonly<Record<string, string | undefined>>;

/**
 * The signature of a request as Slack makes it: `v0=` and the hexadecimal HMAC-SHA256 of `v0:{timestamp}:{body}` under the app's
 * signing secret. `timestamp` is in epoch seconds.
 */
export function signSlackRequest(
  signingSecret: string,
  timestamp: string,
  rawBody: Uint8Array | string,
): string {
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody);
  return `v0=${hmac.digest('hex')}`;
}

/** `isMismatch`: there is a signature, in time, but under another secret or for other bytes. */
export type VerifiedRequest =
  | { ok: true; signature: string }
  | { ok: false; detail: string; isMismatch?: boolean };

/** Whether a request comes from Slack: `X-Slack-Signature` must match its bytes, and `X-Slack-Request-Timestamp` be near `nowMs`. */
export function verifySlackRequest(
  headers: Headers,
  rawBody: Uint8Array,
  signingSecret: string,
  nowMs: number,
): VerifiedRequest {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const signature = headers['x-slack-signature'] ?? '';
  if (!/^\d{1,12}$/.test(timestamp))
    return { ok: false, detail: 'X-Slack-Request-Timestamp is missing or not a number.' };
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > MAX_CLOCK_SKEW_SEC)
    return {
      ok: false,
      detail: 'X-Slack-Request-Timestamp differs from the current time by more than five minutes.',
    };
  const expected = Buffer.from(signSlackRequest(signingSecret, timestamp, rawBody));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { ok: false, detail: 'X-Slack-Signature is missing or wrong.', isMismatch: signature !== '' };
  return { ok: true, signature };
}

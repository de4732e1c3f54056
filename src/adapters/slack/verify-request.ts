import { createHmac, timingSafeEqual } from 'node:crypto';

/** Requests older or newer than this are refused (docs.slack.dev, "Verifying requests from Slack": five minutes). */
const FURTHEST_SEC = 300;

/** Headers with names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/**
 * Whether a request comes from Slack: `X-Slack-Signature` must be `v0=` and the hexadecimal HMAC-SHA256 of `v0:{timestamp}:{body}`
 * under the app's signing secret, over the bytes as they came, and `X-Slack-Request-Timestamp` near now, old or future.
 */
export function verifySlackRequest(
  headers: Headers,
  rawBody: Uint8Array,
  signingSecret: string,
  nowMs: number,
): { ok: true; signature: string } | { ok: false; why: string } {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const signature = headers['x-slack-signature'] ?? '';
  if (!/^\d{1,12}$/.test(timestamp))
    return { ok: false, why: 'X-Slack-Request-Timestamp is missing or no number' };
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > FURTHEST_SEC)
    return { ok: false, why: 'X-Slack-Request-Timestamp is more than five minutes away' };
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody);
  const expected = Buffer.from(`v0=${hmac.digest('hex')}`);
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return { ok: false, why: 'X-Slack-Signature is missing or wrong' };
  return { ok: true, signature };
}

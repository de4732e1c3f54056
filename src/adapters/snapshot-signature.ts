import { createHmac, timingSafeEqual } from 'node:crypto';

const MAX_CLOCK_SKEW_SEC = 300;
/** A host name, an address or a name chosen by a person; no character that has a meaning elsewhere. */
const HOST = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,252}$/;

/** The host and time of a snapshot whose signature is valid, or why it was refused. */
export type VerifiedSnapshot =
  | { ok: true; host: string; atMs: number }
  | { ok: false; status: number; code: string; detail: string };

/**
 * Signs a snapshot: `v1=` and the hexadecimal HMAC-SHA256 of `v1:{timestamp}:{host}:{body}` under the shared secret, for the header
 * `X-Halfopen-Signature`. `timestamp` is in epoch seconds, as in `X-Halfopen-Timestamp`.
 */
export function signSnapshot(
  secret: string,
  { timestamp, host, body }: { timestamp: string; host: string; body: Uint8Array | string },
): string {
  return `v1=${createHmac('sha256', secret).update(`v1:${timestamp}:${host}:`).update(body).digest('hex')}`;
}

/**
 * Checks who sent a snapshot. The signature must hold for one of `bodies`: the bytes as sent or, where they were gzipped, the bytes
 * before. The timestamp may be up to five minutes old or in the future. Header names are in lower case.
 */
export function verifySnapshot(
  headers: Readonly<Record<string, string | undefined>>,
  bodies: readonly Uint8Array[],
  secret: string,
  nowMs: number,
): VerifiedSnapshot {
  const host = headers['x-halfopen-host'] ?? '';
  const timestamp = headers['x-halfopen-timestamp'] ?? '';
  if (!HOST.test(host)) return refuse(400, 'host-invalid', 'X-Halfopen-Host is missing or not a host name');
  if (!/^\d{1,12}$/.test(timestamp))
    return refuse(401, 'timestamp-invalid', 'X-Halfopen-Timestamp is missing or not a number of seconds');
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > MAX_CLOCK_SKEW_SEC)
    return refuse(
      401,
      'timestamp-out-of-range',
      'X-Halfopen-Timestamp differs from the current time by more than five minutes: check the clock of the host',
    );
  const given = Buffer.from(headers['x-halfopen-signature'] ?? '');
  const isValid = bodies.map((body) => {
    const expected = Buffer.from(signSnapshot(secret, { timestamp, host, body }));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isValid.some(Boolean))
    return refuse(401, 'signature-refused', 'X-Halfopen-Signature is missing or wrong');
  return { ok: true, host, atMs: Number(timestamp) * 1000 };
}

function refuse(status: number, code: string, detail: string): VerifiedSnapshot {
  return { ok: false, status, code, detail };
}

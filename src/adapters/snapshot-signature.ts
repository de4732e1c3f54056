import { createHmac, timingSafeEqual } from 'node:crypto';

const FURTHEST_SEC = 300;
/** A host name, an address or a name a person gave: nothing that could mean something elsewhere. */
const HOST = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,252}$/;

/** A snapshot's sender and moment, once its signature holds. */
export type VerifiedSnapshot =
  | { ok: true; host: string; atMs: number }
  | { ok: false; status: number; code: string; why: string };

/**
 * Checks who sent a snapshot: `X-Halfopen-Signature` must be `v1=` and the hexadecimal HMAC-SHA256 of
 * `v1:{X-Halfopen-Timestamp}:{X-Halfopen-Host}:{body}` over the bytes as sent (or, where they were gzipped, as they were before).
 * The timestamp (epoch seconds) may be five minutes away, old or future. Header names are in lower case.
 */
export function verifySnapshot(
  headers: Readonly<Record<string, string | undefined>>,
  bodies: readonly Uint8Array[],
  secret: string,
  nowMs: number,
): VerifiedSnapshot {
  const host = headers['x-halfopen-host'] ?? '';
  const timestamp = headers['x-halfopen-timestamp'] ?? '';
  if (!HOST.test(host))
    return refuse(400, 'host-unreadable', 'X-Halfopen-Host is missing or no name of a host');
  if (!/^\d{1,12}$/.test(timestamp))
    return refuse(401, 'timestamp-unreadable', 'X-Halfopen-Timestamp is missing or no number of seconds');
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > FURTHEST_SEC)
    return refuse(
      401,
      'timestamp-far',
      'X-Halfopen-Timestamp is more than five minutes away: set the clock of the host',
    );
  const given = Buffer.from(headers['x-halfopen-signature'] ?? '');
  const holds = bodies.map((body) => {
    const hmac = createHmac('sha256', secret).update(`v1:${timestamp}:${host}:`).update(body);
    const expected = Buffer.from(`v1=${hmac.digest('hex')}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!holds.some(Boolean))
    return refuse(401, 'signature-refused', 'X-Halfopen-Signature is missing or wrong');
  return { ok: true, host, atMs: Number(timestamp) * 1000 };
}

function refuse(status: number, code: string, why: string): VerifiedSnapshot {
  return { ok: false, status, code, why };
}

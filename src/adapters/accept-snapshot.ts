import { gunzipSync } from 'node:zlib';
import type { HttpRequest } from './lambda/http-request.ts';
import { verifySnapshot } from './snapshot-signature.ts';

const LARGEST_BYTES = 8 << 20;

/** A snapshot that may be taken in, or the answer to give instead. */
export type Accepted =
  | { ok: true; host: string; atMs: number; text: string }
  | { ok: false; status: number; error: { code: string; message: string; hint: string } };

/** Unpacks and verifies a posted snapshot. Nothing in it can throw. */
export function acceptSnapshot({ headers, rawBody }: HttpRequest, secret: string, nowMs: number): Accepted {
  if (rawBody.length > LARGEST_BYTES) return tooLarge();
  const plain = unpack(headers['content-encoding'], rawBody);
  if (plain === 'too-large') return tooLarge();
  if (plain === 'unreadable')
    return no(
      400,
      'gzip-unreadable',
      'the body is not gzip',
      'Send it plain, or gzip it and say Content-Encoding: gzip.',
    );
  const verified = verifySnapshot(headers, [rawBody, plain], secret, nowMs);
  if (!verified.ok)
    return no(
      verified.status,
      verified.code,
      verified.why,
      'Use the collector in samples/collector with the same SNAPSHOT_SECRET.',
    );
  if (plain.length === 0)
    return no(400, 'snapshot-empty', 'the body is empty', 'Send what ss or netstat printed.');
  return { ok: true, host: verified.host, atMs: verified.atMs, text: new TextDecoder().decode(plain) };
}

function unpack(encoding: string | undefined, rawBody: Uint8Array): Uint8Array | 'too-large' | 'unreadable' {
  const isPacked = encoding?.toLowerCase() === 'gzip' || (rawBody[0] === 0x1f && rawBody[1] === 0x8b);
  if (!isPacked) return rawBody;
  try {
    return gunzipSync(rawBody, { maxOutputLength: LARGEST_BYTES });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable';
  }
}

function tooLarge(): Accepted {
  return no(
    413,
    'snapshot-too-large',
    `it has more than ${LARGEST_BYTES >> 20} MiB`,
    'Filter it: ss -tanp state connected, or the broker’s port only.',
  );
}

function no(status: number, code: string, message: string, hint: string): Accepted {
  return { ok: false, status, error: { code, message, hint } };
}

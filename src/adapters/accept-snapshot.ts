import { gunzipSync } from 'node:zlib';
import { type HttpAnswer, type HttpRequest, problemAnswer } from './http.ts';
import type { Secret } from './secret.ts';
import { verifySnapshot } from './snapshot-signature.ts';

const MAX_BYTES = 8 << 20;

/** A snapshot that may be taken in, or the answer that refuses it. */
export type AcceptedSnapshot =
  | { ok: true; host: string; atMs: number; text: string }
  | { ok: false; code: string; answer: HttpAnswer };

/** Unpacks and verifies a posted snapshot. Nothing in it can throw. */
export function acceptSnapshot(
  { headers, rawBody }: HttpRequest,
  secret: string,
  nowMs: number,
): AcceptedSnapshot {
  if (rawBody.length > MAX_BYTES) return tooLarge();
  const plain = unpack(headers['content-encoding'], rawBody);
  if (plain === 'too-large') return tooLarge();
  if (plain === 'unreadable')
    return refuse(
      400,
      'gzip-unreadable',
      'The body is not gzip.',
      'Send it uncompressed, or gzip it and set Content-Encoding: gzip.',
    );
  const verified = verifySnapshot(headers, [rawBody, plain], secret, nowMs);
  if (!verified.ok)
    return refuse(
      verified.status,
      verified.code,
      `${verified.detail}.`,
      'Use the collector in samples/collector with the same SNAPSHOT_SECRET.',
    );
  if (plain.length === 0)
    return refuse(400, 'snapshot-empty', 'The body is empty.', 'Send the output of ss or netstat.');
  return { ok: true, host: verified.host, atMs: verified.atMs, text: new TextDecoder().decode(plain) };
}

/** The same under a secret that may have been replaced: what its signature refuses is tried once more under the new secret. */
export async function acceptSignedSnapshot(
  request: HttpRequest,
  secret: Secret,
  nowMs: number,
): Promise<AcceptedSnapshot> {
  const used = await secret.value();
  const accepted = acceptSnapshot(request, used, nowMs);
  if (accepted.ok || accepted.code !== 'signature-refused' || !(await secret.isReplaced(used)))
    return accepted;
  return acceptSnapshot(request, await secret.value(), nowMs);
}

function unpack(encoding: string | undefined, rawBody: Uint8Array): Uint8Array | 'too-large' | 'unreadable' {
  const isPacked = encoding?.toLowerCase() === 'gzip' || (rawBody[0] === 0x1f && rawBody[1] === 0x8b);
  if (!isPacked) return rawBody;
  try {
    return gunzipSync(rawBody, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable';
  }
}

function tooLarge(): AcceptedSnapshot {
  return refuse(
    413,
    'snapshot-too-large',
    `The snapshot is larger than ${MAX_BYTES >> 20} MiB.`,
    'Filter it: ss -tanp state connected, or only the port of the broker.',
  );
}

function refuse(status: number, code: string, detail: string, hint: string): AcceptedSnapshot {
  return { ok: false, code, answer: problemAnswer(status, { code, detail, hint }) };
}

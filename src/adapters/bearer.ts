import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from './secret.ts';

/**
 * Whether a request bears the secret: `Authorization: Bearer …`, for senders that can't sign. A secret that was replaced meanwhile is
 * read again.
 */
export async function bearsSecret(
  headers: Readonly<Record<string, string | undefined>>,
  secret: Secret,
): Promise<boolean> {
  const given = headers['authorization'] ?? '';
  const used = await secret.value();
  if (isSame(given, `Bearer ${used}`)) return true;
  return (await secret.isReplaced(used)) && isSame(given, `Bearer ${await secret.value()}`);
}

/** Digests have one length, so that the comparison says nothing of the secret's. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

import { createHash } from 'node:crypto';

/** Names what a message or a drawing shows: 16 hexadecimal digits. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

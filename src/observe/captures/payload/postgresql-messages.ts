import { longAt, type Payload, type Said, textAt } from './said.ts';

/** Message types of protocol 3.0 (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
const ERROR_RESPONSE = 0x45;
const TERMINATE = 0x58;
const SEVERITY = 0x53;
const MESSAGE = 0x4d;
const LEAST_BYTES = 4;
const MOST_BYTES = 65_536;

/**
 * Reads what ends a session: Terminate of the client; of the server an ErrorResponse of severity FATAL or PANIC, as psql prints it.
 * Errors of single statements are left out: they quote data.
 */
export function postgresqlMessages({ bytes, from, to, isServers }: Payload): Said | undefined {
  for (let at = from; at + 5 <= to; ) {
    const type = bytes[at] ?? 0;
    const length = longAt(bytes, at + 1);
    if (length < LEAST_BYTES || length > MOST_BYTES) return undefined;
    const end = at + 1 + length;
    if (!isServers && type === TERMINATE && length === LEAST_BYTES) return { isGoodbye: true };
    if (isServers && type === ERROR_RESPONSE) {
      const message = errorOf(bytes, at + 5, Math.min(end, to));
      if (message) return { message };
    }
    at = end;
  }
  return undefined;
}

/** Fields follow each other: a byte that names one, its text, a zero. */
function errorOf(bytes: Uint8Array, from: number, end: number): string | undefined {
  const fields = new Map<number, string>();
  for (let at = from; at < end && bytes[at] !== 0; ) {
    const close = bytes.indexOf(0, at);
    const until = close < 0 || close > end ? end : close;
    fields.set(bytes[at] ?? 0, textAt(bytes, at + 1, until));
    at = until + 1;
  }
  const severity = fields.get(SEVERITY);
  const message = fields.get(MESSAGE);
  return message && (severity === 'FATAL' || severity === 'PANIC') ? `${severity}:  ${message}` : undefined;
}

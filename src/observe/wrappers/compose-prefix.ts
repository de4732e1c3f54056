import { startsLikeRecord } from '../log-start.ts';
import type { Unwrapped } from './wrapper.ts';

const PREFIX = /^([A-Za-z0-9][\w.-]{0,120}) {0,60}\|(?: |$)/;

/** `rabbitmq_1  | text`, what `docker compose logs` writes before each line of a service. The rows of a table are left alone. */
export function composePrefix(text: string): Unwrapped | undefined {
  const bar = text.indexOf('|');
  if (bar < 1 || bar > 180) return undefined;
  const found = PREFIX.exec(text);
  const name = found?.[1];
  if (!found || name === undefined || !/[A-Za-z]/.test(name)) return undefined;
  const inner = text.slice(found[0].length);
  if (inner.includes(' | ') && !startsLikeRecord(inner.trimStart())) return undefined;
  return { text: inner, host: name, stream: name };
}

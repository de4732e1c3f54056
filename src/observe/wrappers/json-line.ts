import { letterLevel, level } from '../level.ts';
import { readTime } from '../times/read-time.ts';
import { readLogObject } from './log-object.ts';
import type { Unwrapped } from './wrapper.ts';

const MAX_JSON_CHARS = 4_000_000;

/**
 * One JSON object per line: Docker's json-file, fluent-bit, `journalctl -o json`, and what pino, bunyan, winston, zap, Serilog, NLog,
 * structlog, logstash and RabbitMQ's JSON formatter write. The message becomes the text, followed by the details of the error.
 */
export function jsonLine(text: string): Unwrapped | undefined {
  const value = parse(text);
  if (value === undefined) return undefined;
  return oneKey(value) ?? known(value);
}

function parse(text: string): Record<string, unknown> | undefined {
  if (text.length > MAX_JSON_CHARS || !/^\s*\{\s*"/.test(text.slice(0, 200))) return undefined;
  const trimmed = text.trim().replace(/,$/, '');
  if (!trimmed.endsWith('}')) return undefined;
  try {
    return JSON.parse(trimmed) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** `{"[2026-11-22 11:08:24] [INFO] [mq]":"text"}`: a logger that made the head the key. */
function oneKey(value: Record<string, unknown>): Unwrapped | undefined {
  const keys = Object.keys(value);
  const key = keys[0];
  if (keys.length !== 1 || key === undefined) return undefined;
  if (readTime(key, key[0] === '[' ? 1 : 0)?.shape !== 'dated') return undefined;
  const inner = value[key];
  return { text: `${key} ${typeof inner === 'string' ? inner : JSON.stringify(inner)}` };
}

/** The answer of a service that failed: a message and a code, or an error, and nothing else of a log. */
function isFailure(value: Record<string, unknown>): boolean {
  const keys = Object.keys(value);
  return (
    keys.length <= 6 && keys.some((key) => /^(?:code|error|err|exception|status_?code|errors)$/i.test(key))
  );
}

function known(value: Record<string, unknown>): Unwrapped | undefined {
  const parts = readLogObject(value);
  if (parts?.message === undefined) return undefined;
  const body = [parts.message.replace(/\r?\n$/, ''), ...parts.extras]
    .filter((part) => part !== '')
    .join('\n');
  const severity =
    level(parts.level ?? '') ?? letterLevel(parts.level ?? '') ?? (isFailure(value) ? 'error' : undefined);
  // An Erlang pid belongs to the record, so it goes back where RabbitMQ's text format has it.
  const text = parts.pid?.startsWith('<') ? `[${parts.level ?? 'info'}] ${parts.pid} ${body}` : body;
  const logger = parts.logger ?? (severity === undefined ? undefined : 'json');
  return { text, atMs: parts.atMs, level: severity, host: parts.host, logger, stream: parts.stream };
}

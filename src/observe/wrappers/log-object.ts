import { level } from '../level.ts';
import { readTime } from '../times/read-time.ts';
import { epochMs } from '../times/time-parts.ts';
import { fieldTimeMs } from '../times/whole-time.ts';
import { errorDetails } from './error-details.ts';

/** The parts of a JSON log object, whatever its keys are called. */
export interface LogObject {
  message?: string | undefined;
  atMs?: number | undefined;
  level?: string | undefined;
  logger?: string | undefined;
  host?: string | undefined;
  pid?: string | undefined;
  stream?: string | undefined;
  extras: string[];
}

type Json = Record<string, unknown>;

const MESSAGE = [
  'log',
  'message',
  'msg',
  '@message',
  'MESSAGE',
  'Message',
  '@m',
  'RenderedMessage',
  'short_message',
  'textPayload',
  'event',
  'body',
  'text',
  '@mt',
  'MessageTemplate',
  'm',
];
const TIME = [
  'time',
  'timestamp',
  'ts',
  '@timestamp',
  '@t',
  'Timestamp',
  'datetime',
  'asctime',
  'date',
  'eventTime',
  '__REALTIME_TIMESTAMP',
  '_SOURCE_REALTIME_TIMESTAMP',
  't',
  'instant',
];
const LEVEL = [
  'level',
  'levelname',
  'severity',
  'log.level',
  'lvl',
  '@l',
  'Level',
  'LogLevel',
  'loglevel',
  'log_level',
  'level_name',
  'severity_text',
  'PRIORITY',
  'l',
  's',
];
const LOGGER = [
  'logger',
  'logger_name',
  'loggerName',
  'log.logger',
  'logger.name',
  'SourceContext',
  'category',
  'Category',
  'component',
  'domain',
  'name',
  'SYSLOG_IDENTIFIER',
  'channel',
  'service',
];
const HOST = [
  'hostname',
  '_HOSTNAME',
  'host',
  'pod',
  'pod_name',
  'container_name',
  'host.name',
  'MachineName',
];

/** Reads the parts under their usual names; if a formatter renamed the keys, recognizes them by the form of their values. */
export function readLogObject(value: Json): LogObject | undefined {
  const inner = nested(value);
  const parts = { ...byName(inner), extras: [] as string[] };
  if (parts.message === undefined) guess(inner, parts);
  if (parts.message === undefined && parts.level === undefined) return undefined;
  parts.extras = errorDetails(inner);
  parts.message ??= parts.extras.shift();
  return parts;
}

/** Objects that contain the record one level down: GCP's jsonPayload, logstash's and winston's message objects, Vector's. */
function nested(value: Json): Json {
  for (const key of ['jsonPayload', 'message', 'msg', 'fields', '_source', 'log']) {
    const inner = value[key];
    if (isObject(inner) && MESSAGE.some((name) => typeof inner[name] === 'string'))
      return { ...value, ...inner };
  }
  return value;
}

function byName(value: Json): Omit<LogObject, 'extras'> {
  const kubernetes = isObject(value['kubernetes']) ? value['kubernetes'] : {};
  const pod = string(kubernetes['pod_name']);
  const container = string(kubernetes['container_name']);
  return {
    message: first(value, MESSAGE),
    atMs: fieldTimeMs(
      TIME.map((key) => plainTime(value[key])).find(
        (one) => typeof one === 'string' || typeof one === 'number',
      ),
    ),
    level: first(value, LEVEL) ?? nestedLevel(value),
    logger: first(value, LOGGER),
    host: pod ?? first(value, HOST),
    pid: string(value['pid']),
    stream: pod === undefined ? undefined : `${pod}/${container ?? ''}`,
  };
}

/** MongoDB's Extended JSON wraps a time: `{"$date": "2026-11-22T11:08:24.001+00:00"}`. */
function plainTime(value: unknown): unknown {
  return isObject(value) ? value['$date'] : value;
}

function nestedLevel(value: Json): string | undefined {
  const log = value['log'];
  return isObject(log) ? string(log['level']) : undefined;
}

function guess(value: Json, parts: Omit<LogObject, 'extras'>): void {
  let longest = '';
  for (const one of Object.values(value)) {
    if (typeof one === 'number' && one > 1e9 && one < 2e18) parts.atMs ??= epochMs(one);
    if (typeof one !== 'string') continue;
    const time = readTime(one, 0);
    if (time !== undefined && time.shape !== 'clock' && time.end === one.length)
      parts.atMs ??= fieldTimeMs(one);
    else if (level(one) !== undefined) parts.level ??= one;
    else if (/^<\d+\.\d+\.\d+>$/.test(one)) parts.pid ??= one;
    else if (one.length > longest.length) longest = one;
  }
  if (parts.level !== undefined && parts.atMs !== undefined && longest !== '') parts.message = longest;
}

function first(value: Json, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = string(value[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

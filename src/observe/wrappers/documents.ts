import type { Line } from '../line.ts';
import { fieldTimeMs } from '../times/whole-time.ts';

const MAX_DOCUMENT_CHARS = 64_000_000;
const MESSAGE_KEYS = ['message', 'msg', 'log', '@message', 'MESSAGE', 'text', 'textPayload', 'jsonPayload'];

type Json = Record<string, unknown>;
interface Entry {
  text: string;
  atMs?: number | undefined;
  stream?: string | undefined;
}

/**
 * If the whole input is one JSON document that contains log messages, returns these as lines: a CloudWatch Logs subscription or
 * `filter-log-events` answer, Logs Insights results, Elasticsearch hits, Loki streams, or an array of log objects.
 * Each line has the number of the line in the document that contains its message (1 if it cannot be found). Undefined for any other input.
 */
export function expandDocument(text: string): Line[] | undefined {
  if (!/^[\s\ufeff]*[[{]/.test(text.slice(0, 64)) || text.length > MAX_DOCUMENT_CHARS) return undefined;
  const value = parse(text);
  const entries = value === undefined ? undefined : entriesOf(value);
  if (entries === undefined || entries.length === 0) return undefined;
  const numbers = numberer(text);
  return entries.flatMap((entry) => linesOf(entry, numbers(entry.text)));
}

function parse(text: string): unknown {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const last = trimmed.at(-1);
  if (last !== ']' && last !== '}') return undefined;
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return undefined;
  }
}

function entriesOf(value: unknown): Entry[] | undefined {
  if (Array.isArray(value)) return logObjects(value);
  if (!isObject(value)) return undefined;
  if (Array.isArray(value['logEvents'])) return value['logEvents'].flatMap(cloudwatchEvent);
  if (Array.isArray(value['events'])) return value['events'].flatMap(cloudwatchEvent);
  if (Array.isArray(value['results'])) return insights(value['results']);
  const hits = isObject(value['hits']) ? value['hits']['hits'] : undefined;
  if (Array.isArray(hits))
    return hits.flatMap((hit) => (isObject(hit) && isObject(hit['_source']) ? [whole(hit['_source'])] : []));
  const loki = isObject(value['data']) ? value['data']['result'] : undefined;
  if (Array.isArray(loki)) return loki.flatMap(lokiStream);
  if (typeof value['message'] === 'string' && looksLogged(value)) return [whole(value)];
  return undefined;
}

function logObjects(values: unknown[]): Entry[] | undefined {
  if (values.length > 0 && values.every((one) => Array.isArray(one))) return insights(values);
  const logged = values.filter((one): one is Json => isObject(one) && looksLogged(one));
  if (logged.length === 0 || logged.length < values.length / 2) return undefined;
  return logged.map((one) => (isObject(one['_source']) ? whole(one['_source']) : whole(one)));
}

function looksLogged(value: Json): boolean {
  const inner = isObject(value['_source']) ? value['_source'] : value;
  const keys = Object.keys(inner);
  const message = keys.some((key) => MESSAGE_KEYS.includes(key));
  return (
    message &&
    keys.some((key) =>
      /^(?:@?time|ts$|@?timestamp|date|level|severity|@t$|lvl|ingestionTime|logger|stream)/i.test(key),
    )
  );
}

/** The object again as one line of JSON, which `peel` reads like any other. */
function whole(value: Json): Entry {
  if (typeof value['message'] === 'string' && Object.keys(value).every((key) => PLAIN.has(key)))
    return cloudwatchEvent(value)[0] as Entry;
  return { text: JSON.stringify(value) };
}
const PLAIN = new Set(['message', 'timestamp', 'ingestionTime', 'id', 'eventId', 'logStreamName']);

function cloudwatchEvent(event: unknown): Entry[] {
  if (!isObject(event) || typeof event['message'] !== 'string') return [];
  const stamp = event['timestamp'];
  const stream = event['logStreamName'];
  return [
    {
      text: event['message'],
      atMs: fieldTimeMs(stamp),
      stream: typeof stream === 'string' ? stream : undefined,
    },
  ];
}

function insights(rows: unknown[]): Entry[] | undefined {
  const entries = rows.flatMap((row): Entry[] => {
    if (!Array.isArray(row)) return [];
    const cells = new Map<string, string>();
    for (const one of row)
      if (isObject(one) && typeof one['field'] === 'string') cells.set(one['field'], String(one['value']));
    const text = cells.get('@message');
    return text === undefined
      ? []
      : [{ text, atMs: fieldTimeMs(cells.get('@timestamp')), stream: cells.get('@logStream') }];
  });
  return entries.length === 0 ? undefined : entries;
}

function lokiStream(one: unknown): Entry[] {
  // Prometheus answers in the same form, with samples of a `metric` in place of a stream's lines.
  if (!isObject(one) || isObject(one['metric']) || !Array.isArray(one['values'])) return [];
  return one['values'].flatMap((pair) =>
    Array.isArray(pair) && typeof pair[1] === 'string' ? [{ text: pair[1], atMs: fieldTimeMs(pair[0]) }] : [],
  );
}

/** Finds the line of each message in the document, searching on from the message before, so that all take one pass. */
function numberer(document: string): (text: string) => number {
  let at = 0;
  let line = 1;
  return (text) => {
    const needle = JSON.stringify(messageOf(text)).slice(1, -1).slice(0, 80);
    const found = needle === '' ? -1 : document.indexOf(needle, at);
    if (found < 0) return line;
    for (
      let next = document.indexOf('\n', at);
      next >= 0 && next < found;
      next = document.indexOf('\n', next + 1)
    )
      line++;
    at = found;
    return line;
  };
}

function messageOf(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    const value = JSON.parse(text) as Json;
    const key = MESSAGE_KEYS.find((one) => typeof value[one] === 'string');
    return key === undefined ? text : String(value[key]);
  } catch {
    return text;
  }
}

function linesOf(entry: Entry, number: number): Line[] {
  const known = entry.atMs === undefined ? {} : { atMs: entry.atMs };
  const host = entry.stream === undefined ? {} : { host: entry.stream };
  return entry.text
    .replace(/\r?\n$/, '')
    .split('\n')
    .map((text) => ({ number, text, verbatim: text, ...known, ...host }));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

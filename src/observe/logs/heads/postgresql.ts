import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const SEVERITY =
  /\b(DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|FEHLER|WARNUNG|HINWEIS|ANWEISUNG|ERREUR|ATTENTION|ERRO|AVISO|ОШИБКА|ВАЖНО|СООБЩЕНИЕ|ПАНИКА): {2}/;
/** Severities of translated servers that are ordinary words elsewhere; those not listed here or in `level` are errors. */
const TRANSLATED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    HINWEIS: 'notice',
    ATTENTION: 'warning',
    AVISO: 'notice',
    ВАЖНО: 'critical',
    ПАНИКА: 'critical',
    СООБЩЕНИЕ: 'info',
  }),
);
const FOLLOWS = /^(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|ANWEISUNG)$/;
const PID = /\[(\d{1,10})(?:-\d{1,10})?\]|\b(?:pid|p)=(\d{1,10})/;
const USER = /\b(?:user|u)=([\w$.@-]{1,63})/;
const DATABASE = /\b(?:db|d|database)=([\w$.-]{1,63})/;
const CLIENT = /\b(?:client|host|h|r)=([0-9a-fA-F.:[\]]{3,45}(?:\(\d{1,5}\))?)/;
const USER_AT = / ([a-z_][\w$.-]{0,62})@([\w$.-]{1,63}) /;
const MAX_PREFIX = 300;

/** PostgreSQL's stderr log under any `log_line_prefix`: a time, then whatever, then a severity with a colon and two blanks. */
export function postgresql(text: string): Head | undefined {
  const head = text.length > MAX_PREFIX ? text.slice(0, MAX_PREFIX) : text;
  if (!head.includes(':  ')) return undefined;
  const found = SEVERITY.exec(head);
  if (!found) return undefined;
  const time = readTime(text, 0);
  const prefix = head.slice(time?.end ?? 0, found.index);
  const pid = PID.exec(prefix);
  if (time === undefined && found.index > 0 && !pid) return undefined;
  const word = found[1] ?? '';
  const number = pid?.[1] ?? pid?.[2];
  return {
    format: 'postgresql',
    from: found.index + found[0].length,
    atMs: time?.atMs,
    level: word.startsWith('DEBUG') ? 'debug' : (level(word) ?? TRANSLATED.get(word) ?? 'error'),
    pid: number,
    product: 'postgresql',
    fields: fieldsOf(prefix),
    key: number === undefined || !FOLLOWS.test(word) ? `pg|${number}` : `+pg|${number}`,
    weak: time === undefined && found.index === 0,
  };
}

function fieldsOf(prefix: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const pair = USER_AT.exec(prefix);
  const user = USER.exec(prefix)?.[1] ?? pair?.[1];
  const database = DATABASE.exec(prefix)?.[1] ?? pair?.[2];
  const client = CLIENT.exec(prefix)?.[1];
  if (user) fields['user'] = user;
  if (database) fields['database'] = database;
  if (client) fields['client'] = client.replace(/\((\d+)\)$/, ':$1');
  return fields;
}

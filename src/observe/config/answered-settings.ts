import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { type Setting, settingObservation } from './setting.ts';

const NUMBERED = /^\s{0,4}\d{1,3}\) "([^"]{0,200})"\s*$/;
const REDIS_NAME = /^[a-z][a-z0-9-]{2,60}$/;
const SECRET = /pass|auth|secret|user/;
const REDIS_ASKED = /\bconfig\s+get\s+["']?[\w*?[\]-]{1,80}["']?\s*$/i;
const SHOWN_NAME = /^\s{0,4}([a-z][a-z_]{2,60})\s*$/;
const RULE = /^\s{0,4}-{3,120}\s*$/;
const SHOWN_VALUE = /^\s{0,40}(\S(?:.{0,200}\S)?)\s*$/;
const ROW_COUNT = /^\(1 row\)/;
/** What PostgreSQL calls the keepalive options of its sockets; 0 leaves them to the system. */
const POSTGRESQL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tcp_keepalives_idle: 'tcp_keepalive_time',
    tcp_keepalives_interval: 'tcp_keepalive_intvl',
    tcp_keepalives_count: 'tcp_keepalive_probes',
  }),
);

function textAt(lines: readonly Line[], index: number): string {
  return (lines[index]?.text ?? '').slice(0, 400);
}

function setting(name: string, text: string, product: string): Setting {
  const value = /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
  return { name, text, product, ...(value === undefined ? {} : { value }) };
}

function redis(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  if (!REDIS_ASKED.test(textAt(lines, from))) return undefined;
  const block: BlockRead = { next: from + 1, observations: [], unread: 0 };
  while (block.next + 1 < lines.length) {
    const name = NUMBERED.exec(textAt(lines, block.next))?.[1];
    const text = NUMBERED.exec(textAt(lines, block.next + 1))?.[1];
    const line = lines[block.next + 1];
    if (name === undefined || text === undefined || line === undefined || !REDIS_NAME.test(name)) break;
    if (!SECRET.test(name))
      block.observations.push(settingObservation(setting(name, text, 'redis'), line, context));
    block.next += 2;
  }
  return block.next === from + 1 ? undefined : block;
}

function postgresql(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  const asked = /\bshow\s+\w{3,60};?\s*$/i.test(textAt(lines, from)) ? 1 : 0;
  const name = SHOWN_NAME.exec(textAt(lines, from + asked))?.[1];
  if (name === undefined || !RULE.test(textAt(lines, from + asked + 1))) return undefined;
  const line = lines[from + asked + 2];
  const text = SHOWN_VALUE.exec(textAt(lines, from + asked + 2))?.[1];
  if (line === undefined || text === undefined || !ROW_COUNT.test(textAt(lines, from + asked + 3)))
    return undefined;
  const known = text === '0' ? undefined : POSTGRESQL.get(name);
  const observation = settingObservation(setting(known ?? name, text, 'postgresql'), line, context);
  return { next: from + asked + 4, observations: [observation], unread: 0 };
}

/** Reads settings that a server printed on request: `CONFIG GET` of redis-cli with its numbered answer, and `SHOW name` of psql. */
export const answeredSettings: BlockReader = {
  format: 'settings asked for',
  read(lines, from, context) {
    return redis(lines, from, context) ?? postgresql(lines, from, context);
  },
};

import { level } from '../level.ts';
import { readTime } from '../times/read-time.ts';
import { afterTime } from './after-time.ts';
import type { Unwrapped } from './wrapper.ts';

const PRIORITY = /^<(\d{1,3})>(1 )?/;
const RFC5424 = / (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (?=[-[])/y;

/** Syslog with its priority in front: RFC 5424 (`<165>1 …`) and RFC 3164 (`<34>Nov 22 …`). The severity becomes the level. */
export function syslogPriority(text: string): Unwrapped | undefined {
  const found = PRIORITY.exec(text);
  if (!found) return undefined;
  const severity = level(Number(found[1]) & 7);
  const inner = text.slice(found[0].length);
  if (found[2] === undefined) {
    const rest = afterTime(inner);
    return { ...(rest ?? { text: inner }), level: severity };
  }
  const time = readTime(inner, 0);
  RFC5424.lastIndex = time ? time.end : 1;
  const head = RFC5424.exec(inner);
  if (!head) return undefined;
  const message = inner.slice(afterStructuredData(inner, RFC5424.lastIndex)).trimStart();
  const [host, logger] = [known(head[1]), known(head[2])];
  return {
    text: message.replace(/^\ufeff/, ''),
    atMs: time?.atMs,
    level: severity,
    host,
    logger,
    stream: `${host} ${logger}`,
  };
}

/** RFC 5424 writes a hyphen for an unknown value. */
function known(word: string | undefined): string | undefined {
  return word === '-' ? undefined : word;
}

function afterStructuredData(text: string, from: number): number {
  if (text[from] !== '[') return from + 1;
  let at = from;
  while (text[at] === '[') {
    let quoted = false;
    for (at++; at < text.length && (quoted || text[at] !== ']'); at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === '"') quoted = !quoted;
    }
    at++;
  }
  return at;
}

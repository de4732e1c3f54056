import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const WORD =
  /^(?:\[ {0,2}([A-Za-z]{3,9}) {0,2}\]|<([A-Za-z]{3,9})>|([A-Z]{3,9}|[a-z]{4,8}(?=:)|[\u4e00-\u9fff]{2}(?=:)))(?:\[\d{1,12}\])?(?::|\s|\||$)[\s:|-]{0,6}/;
/** `zigbee2mqtt:error 2026-11-22 05:02:13 text`. */
const BEHIND_PROGRAM = /^[A-Za-z][\w.-]{1,40}:(?=(?:error|warn|warning|info|debug) {1,4}\d)/;
const LOWER_WORD = /^([a-z]{4,7}) {1,4}/;
const LEVEL_AGAIN = /^\[?(?:INFO|WARN|WARNING|ERROR|DEBUG)\]?\s/;

/** A thread before the time, and behind it the place in the source, as Cassandra's logback.xml has them. */
const THREAD = /^\[[^\]\n]{1,120}\] (?=\d)/;
const PLACE = /^[\w.$-]{1,120}:\d{1,6} - /;

/**
 * Level before anything else: Dropwizard (`ERROR [2026-11-22 05:02:13,494] logger: text`), Cassandra
 * (`INFO  [main] 2026-11-22 05:02:13,494 Server.java:156 - text`), zap and pino-pretty, `[ERROR] text`, java.util.logging's second line.
 */
export function levelFirst(text: string): Head | undefined {
  const start = BEHIND_PROGRAM.exec(text.slice(0, 60))?.[0].length ?? 0;
  const found = (start > 0 ? LOWER_WORD : WORD).exec(text.slice(start, start + 60));
  const word = found?.[1] ?? found?.[2] ?? found?.[3];
  const severity = word === undefined ? undefined : level(word);
  if (
    !found ||
    severity === undefined ||
    /^(?:log|note|system|config|http|fine|alert|err|inf)$/i.test(word ?? '')
  )
    return undefined;
  let from = start + found[0].length;
  from += THREAD.exec(text.slice(from, from + 140))?.[0].length ?? 0;
  const bracket = text[from] === '[' || text[from] === '(' ? 1 : 0;
  const time = readTime(text, from + bracket);
  const head: Head = { format: 'levelled line', from: start + found[0].length, level: severity };
  if (time === undefined || time.shape === 'epoch') return { ...head, weak: true };
  from = time.end;
  while (from < time.end + 4 && /[\s\]):|-]/.test(text[from] ?? '')) from++;
  from += PLACE.exec(text.slice(from, from + 140))?.[0].length ?? 0;
  const again = LEVEL_AGAIN.exec(text.slice(from, from + 12));
  return { ...head, from: from + (again?.[0].length ?? 0), atMs: time.atMs };
}

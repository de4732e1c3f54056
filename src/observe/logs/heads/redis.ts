import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const ROLE = /^(?:(\d{1,10}):([XCSM])|\[(\d{1,10})\]) /;
const MARK = / ([.\-*#]) /y;
const LEVEL_OF_MARK: ReadonlyMap<string, string> = new Map(
  Object.entries({ '.': 'debug', '-': 'info', '*': 'notice', '#': 'warning' }),
);

/** Redis and Valkey: `1:M 22 Nov 2026 05:02:13.494 # text`; before 3.0 `[752] 22 Nov 05:02:13.494 # text`. Marks are server.c's `c`. */
export function redis(text: string): Head | undefined {
  const role = ROLE.exec(text.slice(0, 40));
  if (!role) return undefined;
  const start = role[0].length;
  const time = readTime(text, start);
  MARK.lastIndex = time?.end ?? text.indexOf(':', start) + 10;
  const found = MARK.exec(text);
  if (!found) return role[2] !== undefined && time !== undefined ? undefined : oldTime(text, role, start);
  const severity = LEVEL_OF_MARK.get(found[1] ?? '');
  return {
    format: 'redis',
    from: MARK.lastIndex,
    atMs: time?.atMs,
    level: severity,
    pid: role[1] ?? role[3],
    product: 'redis',
    single: true,
  };
}

const OLD_TIME = /\d{1,2} [A-Z][a-z]{2} \d\d:\d\d:\d\d(?:\.\d{3})? ([.\-*#]) /y;

function oldTime(text: string, role: RegExpExecArray, start: number): Head | undefined {
  OLD_TIME.lastIndex = start;
  const found = OLD_TIME.exec(text);
  if (!found) return undefined;
  const severity = LEVEL_OF_MARK.get(found[1] ?? '');
  return {
    format: 'redis',
    from: OLD_TIME.lastIndex,
    level: severity,
    pid: role[1] ?? role[3],
    product: 'redis',
    single: true,
  };
}

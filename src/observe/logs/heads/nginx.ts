import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const ERROR = / ?\[(\w{4,6})\] (\d{1,10})#\d{1,10}: (?:\*\d{1,12} )?/y;
const ACCESS = /^(\S{2,60}) \S{1,60} \S{1,80} \[(?=\d\d\/[A-Z][a-z]{2}\/\d{4}:)/;

/** nginx: the error log (`2026/11/22 05:02:13 [error] 12#12: *5 text`), also without its time, and access lines in common log format, of any web server. */
export function nginx(text: string): Head | undefined {
  return errorLine(text) ?? accessLine(text);
}

function errorLine(text: string): Head | undefined {
  const time = readTime(text, 0);
  ERROR.lastIndex = time?.end ?? 0;
  const found = ERROR.exec(text);
  if (!found) return undefined;
  return {
    format: 'nginx',
    from: ERROR.lastIndex,
    ...(time ? { atMs: time.atMs } : {}),
    level: level(found[1] ?? ''),
    pid: found[2],
    product: 'nginx',
    single: true,
  };
}

function accessLine(text: string): Head | undefined {
  const found = ACCESS.exec(text.slice(0, 260));
  if (!found) return undefined;
  const time = readTime(text, found[0].length);
  if (time === undefined) return undefined;
  return {
    format: 'access log',
    from: time.end + 2,
    atMs: time.atMs,
    level: 'info',
    logger: 'access',
    single: true,
  };
}

import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const START = /^[DIWEFUA], \[/;
const REST = /\s{0,2}#(\d{1,10})\]\s{1,3}([A-Z]{3,7}) -- ([^:]{0,120}):\s/y;

/** Ruby's Logger: `E, [2026-11-22T05:02:13.494284 #123] ERROR -- prog: text`. */
export function ruby(text: string): Head | undefined {
  if (!START.test(text)) return undefined;
  const time = readTime(text, 4);
  if (time === undefined) return undefined;
  REST.lastIndex = time.end;
  const found = REST.exec(text);
  if (!found) return undefined;
  const logger = found[3]?.trim() === '' ? undefined : found[3]?.trim();
  return {
    format: 'ruby logger',
    from: REST.lastIndex,
    atMs: time.atMs,
    level: level(found[2] ?? '') ?? 'info',
    pid: found[1],
    logger,
  };
}

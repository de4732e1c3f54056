import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const PID = /^\[(\d{1,10})\] (?=\d{4}\/)/;
const LEVEL = / \[([A-Z]{3})\] /y;

/** NATS server: `[752] 2026/11/22 05:02:13.494284 [INF] text`. */
export function nats(text: string): Head | undefined {
  const pid = PID.exec(text);
  if (!pid) return undefined;
  const time = readTime(text, pid[0].length);
  if (time === undefined) return undefined;
  LEVEL.lastIndex = time.end;
  const severity = level(LEVEL.exec(text)?.[1] ?? '');
  if (severity === undefined) return undefined;
  const from = LEVEL.lastIndex;
  return {
    format: 'nats',
    from,
    atMs: time.atMs,
    level: severity,
    pid: pid[1],
    product: 'nats',
    single: true,
  };
}

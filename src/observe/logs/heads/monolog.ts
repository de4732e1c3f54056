import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const CHANNEL = / ?([A-Za-z_][\w-]{0,60})\.(DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): /y;

/** Monolog, and so Laravel and Symfony: `[2026-11-22 05:02:13] production.ERROR: text`, also with the time cut off. */
export function monolog(text: string): Head | undefined {
  let from = 0;
  let atMs: number | undefined;
  if (text.charCodeAt(0) === 91) {
    const time = readTime(text, 1);
    if (time === undefined || text[time.end] !== ']') return undefined;
    from = time.end + 1;
    atMs = time.atMs;
  }
  CHANNEL.lastIndex = from;
  const found = CHANNEL.exec(text);
  if (!found) return undefined;
  return { format: 'monolog', from: CHANNEL.lastIndex, atMs, level: level(found[2] ?? ''), logger: found[1] };
}

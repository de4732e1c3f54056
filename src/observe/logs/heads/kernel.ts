import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const SINCE_BOOT = /^(?:<\d{1,3}>)?\[ {0,8}\d{1,9}\.\d{6}\] (?:\[ {0,4}[TC]\d{1,10}\] )?/;

/** The kernel's ring buffer: `[12345.678901] text` (seconds since boot, so without `atMs`), and `dmesg -T`. */
export function kernel(text: string): Head | undefined {
  const boot = SINCE_BOOT.exec(text.slice(0, 60));
  if (boot) return { format: 'kernel', from: boot[0].length, product: 'kernel', single: true };
  if (!/^\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z]/.test(text)) return undefined;
  const time = readTime(text, 1);
  if (time?.atMs === undefined || text[time.end] !== ']' || text[time.end + 1] !== ' ') return undefined;
  if (/^\[[a-z_]+:[a-z0-9]+\]/.test(text.slice(time.end + 2, time.end + 40))) return undefined;
  return { format: 'kernel', from: time.end + 2, atMs: time.atMs, product: 'kernel', single: true };
}

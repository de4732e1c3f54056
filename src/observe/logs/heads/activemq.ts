import { level } from '../../level.ts';
import type { Head } from '../head.ts';

const UNTIMED = /^\| {1,2}(TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,3}\| (?=\S)/;

/**
 * ActiveMQ Classic: `2026-11-22 05:02:13,494 | WARN  | text | logger | thread` (its log4j2.properties), when the time was left off.
 * A row of a Markdown table ends in a bar, too.
 */
export function activemq(text: string): Head | undefined {
  const found = UNTIMED.exec(text.slice(0, 20));
  if (!found || text.trimEnd().endsWith('|')) return undefined;
  return { format: 'activemq', from: found[0].length, level: level(found[1] ?? ''), product: 'activemq' };
}

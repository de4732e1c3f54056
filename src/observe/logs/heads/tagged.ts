import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';
import { timed } from './timed.ts';

const TAG =
  /^(?:\[([\w .:/-]{1,60})\]|([A-Za-z][\w./-]{1,40}):?)\s{1,3}(?:(\d{1,10})\s{1,3})?(?:[-|:]\s{1,2})?(?=[\d[A-Z])/;
const LEVEL =
  /^(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b:?\s{1,3}(?:([A-Za-z_][\w.$]{2,120}) - )?/;

/** A name, then a time or a level: NestJS (`[Nest] 12  - 11/22/2026, 5:02:13 AM   ERROR [Server] text`), slf4j-simple (`[main] INFO com.acme.Mq - text`). */
export function tagged(text: string): Head | undefined {
  const tag = TAG.exec(text.slice(0, 120));
  if (!tag) return undefined;
  const start = tag[0].length;
  const severity = tag[1] === undefined ? null : LEVEL.exec(text.slice(start, start + 160));
  if (severity) {
    return {
      format: 'levelled line',
      from: start + severity[0].length,
      level: level(severity[1] ?? ''),
      logger: severity[2],
    };
  }
  if (readTime(text, text[start] === '[' ? start + 1 : start)?.shape !== 'dated') return undefined;
  const head = timed(text.slice(start, start + 600));
  if (head === undefined) return undefined;
  const { weak: _, ...rest } = head;
  return {
    ...rest,
    from: head.from + start,
    logger: head.logger ?? tag[1] ?? tag[2],
    ...(head.level === undefined ? { weak: true } : {}),
  };
}

import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const REST = /: ([A-Z]{4,8})\/([\w.-]{1,80})\] ?/y;

/** Celery's worker: `[2026-11-22 05:02:13,494: CRITICAL/MainProcess] text`. */
export function celery(text: string): Head | undefined {
  if (text.charCodeAt(0) !== 91) return undefined;
  const time = readTime(text, 1);
  if (time === undefined) return undefined;
  REST.lastIndex = time.end;
  const found = REST.exec(text);
  const severity = level(found?.[1] ?? '');
  if (!found || severity === undefined) return undefined;
  return {
    format: 'celery',
    from: REST.lastIndex,
    atMs: time.atMs,
    level: severity,
    logger: found[2],
    fields: { library: 'celery' },
  };
}

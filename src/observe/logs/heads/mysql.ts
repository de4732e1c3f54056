import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const REST =
  /(?: {1,3}(\d{1,12}))? \[(Note|Warning|ERROR|Error|System|Entry)\](?: \[(MY-\d{1,8})\])?(?: \[(\w{1,30})\])? /y;

/** MySQL and MariaDB error log: `2026-11-22T05:02:13.494284Z 3 [Note] text`, with `[MY-010055] [Server]` since 8.0, and `150523  2:50:01 [Warning] text` before 5.7. */
export function mysql(text: string): Head | undefined {
  const time = readTime(text, 0);
  if (time === undefined) return undefined;
  REST.lastIndex = time.end;
  const found = REST.exec(text);
  if (!found) return undefined;
  return {
    format: 'mysql',
    from: REST.lastIndex,
    atMs: time.atMs,
    level: found[2] === 'Entry' ? 'info' : level(found[2] ?? ''),
    pid: found[1],
    logger: found[4],
    product: 'mysql',
  };
}

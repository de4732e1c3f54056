import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const REPORT = /^\s{0,4}={0,2}(INFO|WARNING|ERROR|CRASH|SUPERVISOR|PROGRESS) REPORT ?(?:={2,6})? {0,3}/;
const REST = / {0,3}(?:={1,4})?\s*/y;

/** Erlang's error_logger (RabbitMQ up to 3.6): `=ERROR REPORT==== 22-Nov-2026::05:16:48 ===`, also as people mangle it: `ERROR REPORT 15:19:04`. */
export function rabbitmqReport(text: string): Head | undefined {
  const found = REPORT.exec(text.slice(0, 80));
  if (!found) return undefined;
  const time = readTime(text, found[0].length);
  if (time === undefined && !found[0].includes('==')) return undefined;
  REST.lastIndex = time?.end ?? found[0].length;
  REST.exec(text);
  return {
    format: 'erlang report',
    from: Math.max(REST.lastIndex, time?.end ?? found[0].length),
    level: found[1] === 'PROGRESS' ? 'info' : (level(found[1] ?? '') ?? 'error'),
    atMs: time?.atMs,
    product: 'rabbitmq',
  };
}

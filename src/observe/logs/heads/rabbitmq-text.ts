import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const LEVEL_PID =
  /(?: |\t){0,3}\[([A-Za-z]{3,9})\] {1,2}(?:(<\d{1,10}\.\d{1,12}\.\d{1,6}>)(?:@([\w:/.]{1,120}))?(?: |$)|(?=$))/y;

/**
 * RabbitMQ since 3.7, VerneMQ, ejabberd and other Erlang nodes: `2026-11-22 04:54:31.067811+00:00 [info] <0.680.0> text`
 * (`rabbit_logger_text_fmt`), lager's three decimals without offset, four-letter levels, and the same with the time lost.
 */
export function rabbitmqText(text: string): Head | undefined {
  const bracket = text.charCodeAt(0) === 91;
  const time = bracket ? undefined : readTime(text, 0);
  if (!bracket && time === undefined) return undefined;
  const end = time?.end ?? 0;
  LEVEL_PID.lastIndex = end;
  const found = LEVEL_PID.exec(text);
  const severity = found ? level(found[1] ?? '') : undefined;
  if (!found || severity === undefined) return undefined;
  const [pid, origin] = [found[2], found[3]];
  if (pid === undefined) return undefined;
  const head: Head = {
    format: 'rabbitmq',
    from: LEVEL_PID.lastIndex,
    level: severity,
    pid,
    atMs: time?.atMs,
  };
  head.product = productOf(origin);
  head.key = pid;
  head.stampEnd = end;
  if (origin !== undefined) head.logger = origin;
  return head;
}

function productOf(origin: string | undefined): string {
  if (origin === undefined) return 'rabbitmq';
  if (origin.startsWith('vmq_')) return 'vernemq';
  return origin.startsWith('ejabberd') || origin.startsWith('mod_') ? 'ejabberd' : 'rabbitmq';
}

import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import { epochMs } from '../../times/time-parts.ts';
import type { Head } from '../head.ts';

const LINE =
  /^%([0-7])\|(\d{10}\.\d{1,6})\|([A-Z0-9_]{1,30})\|([^|]{1,200})\| ?(?:\[thrd:[^\]]{0,200}\]: ?)?/;

/** What programs of confluent's make of it in a log callback: `7|2016-11-08 16:43:51.360|rdkafka#consumer-1|JOIN| text`. */
const DATED_LINE =
  /^%?([0-7])\|(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?)\|(rdkafka#[^|]{1,200})\|[A-Z0-9_]{1,30}\| ?(?:\[thrd:[^\]]{0,200}\]: ?)?/;

/** librdkafka's default logger: `%3|1518601791.837|FAIL|rdkafka#consumer-1| [thrd:…]: text`; the first number is a syslog severity. */
export function librdkafka(text: string): Head | undefined {
  const start = text.slice(0, 500);
  const found = LINE.exec(start);
  if (found) return head(found, epochMs(Number(found[2])), found[4]);
  const dated = DATED_LINE.exec(start);
  return dated ? head(dated, readTime(dated[2] ?? '')?.atMs, dated[3]) : undefined;
}

function head(found: RegExpExecArray, atMs: number | undefined, logger: string | undefined): Head {
  return {
    format: 'librdkafka',
    from: found[0].length,
    atMs,
    level: level(Number(found[1])),
    logger,
    fields: { library: 'librdkafka' },
    single: true,
  };
}

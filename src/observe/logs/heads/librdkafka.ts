import { level } from '../../level.ts';
import { epochMs } from '../../times/time-parts.ts';
import type { Head } from '../head.ts';

const LINE =
  /^%([0-7])\|(\d{10}\.\d{1,6})\|([A-Z0-9_]{1,30})\|([^|]{1,200})\| ?(?:\[thrd:[^\]]{0,200}\]: ?)?/;

/** librdkafka's default logger: `%3|1518601791.837|FAIL|rdkafka#consumer-1| [thrd:…]: text`; the first number is a syslog severity. */
export function librdkafka(text: string): Head | undefined {
  const found = LINE.exec(text.slice(0, 500));
  if (!found) return undefined;
  return {
    format: 'librdkafka',
    from: found[0].length,
    atMs: epochMs(Number(found[2])),
    level: level(Number(found[1])),
    logger: found[4],
    fields: { library: 'librdkafka' },
    single: true,
  };
}

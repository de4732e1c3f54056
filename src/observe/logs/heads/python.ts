import { level } from '../../level.ts';
import type { Head } from '../head.ts';

const DEFAULT = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):([\w.:-]{1,120}?):(?! )/;

/** Python's `logging.basicConfig` default, `WARNING:aioamqp.protocol:text`. Formats with a time are read as timed lines. */
export function python(text: string): Head | undefined {
  const found = DEFAULT.exec(text.slice(0, 160));
  if (!found) return undefined;
  return { format: 'python logging', from: found[0].length, level: level(found[1] ?? ''), logger: found[2] };
}

import { level } from '../../level.ts';
import type { Head } from '../head.ts';

const DEFAULT = /^(?<word>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?<logger>[\w.:-]{1,120}?):(?! )/;

/** `%(name)s - %(levelname)s - %(message)s`, the format of most examples, without its time. */
const DASHED = /^(?<logger>[\w.()/:-]{3,120}) - (?<word>DEBUG|INFO|WARNING|ERROR|CRITICAL) - /;

/** Python's `logging.basicConfig` default, `WARNING:aioamqp.protocol:text`, and `app.worker - WARNING - text`. Formats with a time are read as timed lines. */
export function python(text: string): Head | undefined {
  const start = text.slice(0, 160);
  const found = DEFAULT.exec(start) ?? DASHED.exec(start);
  if (!found?.groups) return undefined;
  const { word = '', logger } = found.groups;
  return { format: 'python logging', from: found[0].length, level: level(word), logger };
}

import { NO_YEAR } from '../../../model/yearless-time.ts';
import { letterLevel } from '../../level.ts';
import { readFraction, utcMs } from '../../times/time-parts.ts';
import type { Head } from '../head.ts';

const LINE = /^([IWEF])(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.\d{6}\s{1,8}(\d{1,10}) ([\w./-]{1,120}:\d{1,6})\] /;

/** klog and glog (Kubernetes): `E1122 05:02:13.494284       1 reflector.go:138] text`. The year is not printed. */
export function klog(text: string): Head | undefined {
  const found = LINE.exec(text.slice(0, 200));
  if (!found) return undefined;
  return {
    format: 'klog',
    from: found[0].length,
    level: letterLevel(found[1] ?? ''),
    pid: found[7],
    logger: found[8],
    atMs: timeOf(found),
  };
}

function timeOf({ 0: text, ...found }: RegExpExecArray): number | undefined {
  const part = (i: number) => Number(found[i]);
  const base = utcMs(NO_YEAR, part(2), part(3), part(4), part(5), part(6));
  return base === undefined ? undefined : base + readFraction(text, text.indexOf('.')).ms;
}

import { letterLevel } from '../../level.ts';
import type { Head } from '../head.ts';

const LINE = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{6}\s{1,8}(\d{1,10}) ([\w./-]{1,120}:\d{1,6})\] /;

/** klog and glog (Kubernetes): `E1122 05:02:13.494284       1 reflector.go:138] text`. The year is not printed, so there is no `atMs`. */
export function klog(text: string): Head | undefined {
  const found = LINE.exec(text.slice(0, 200));
  if (!found) return undefined;
  return {
    format: 'klog',
    from: found[0].length,
    level: letterLevel(found[1] ?? ''),
    pid: found[2],
    logger: found[3],
  };
}

import type { Role } from '../../src/model/input.ts';

/** Evidence of a problem in one of the forms in which people have it. */
export interface Problem {
  evidence: string;
  inputs: readonly { role: Role; text: string }[];
  /** What may stand first; `none` where all is well. */
  first: string;
  /** What the answer must name: addresses, counts, times. */
  names?: readonly string[];
}

/** Time of day, so many seconds after ten. */
export function clock(afterSec: number): string {
  return new Date((36_000 + afterSec) * 1000).toISOString().slice(11, 19);
}

/** One packet as `tcpdump -n` prints it. */
export function packet(
  afterSec: number,
  from: string,
  to: string,
  rest: string,
  fraction = '100000',
): string {
  return `${clock(afterSec)}.${fraction} IP ${from} > ${to}: Flags ${rest}\n`;
}

import type { Fact } from './oracle.ts';
import type { Parcel } from './parcels.ts';
import type { Kind, LogRecord } from './records.ts';
import type { SoakSnapshot } from './scenario.ts';

const CLEARS: Partial<Record<Kind, string>> = {
  'memory-cleared': 'memory-alarm',
  'disk-cleared': 'disk-alarm',
};

/** What a record is evidence of; nothing when all is well. */
function factOf({ kind, who, atMs }: LogRecord): Fact[] {
  if (kind === 'healthy') return [];
  // A cause that touches more than three clients is one incident of no client in particular.
  if (kind === 'many-heartbeats') return [{ runbook: 'missed-heartbeats', who: '', says: 'hit', atMs }];
  const clears = CLEARS[kind];
  return [clears ? { runbook: clears, who, says: 'clear', atMs } : { runbook: kind, who, says: 'hit', atMs }];
}

/** Tells what each delivery adds to what is known: a repeated one nothing, half a record nothing until its other half is there. */
export function createFactReader(): (parcel: Parcel) => Fact[] {
  const taken = new Set<string>();
  const halves = new Set<string>();
  return ({ system, key, records, cut }) => {
    if (taken.has(`${system} ${key}`)) return [];
    taken.add(`${system} ${key}`);
    const split = cut === 'tail' ? records.at(-1) : cut === 'head' ? records[0] : undefined;
    const whole = records.filter((record) => record !== split);
    const half = split && `${system} ${split.id}`;
    const isComplete = half !== undefined && halves.has(half);
    if (half) halves.add(half);
    return [...whole, ...(split && isComplete ? [split] : [])].flatMap(factOf);
  };
}

/** What a snapshot is evidence of. */
export function factsOfSnapshot({ host, atMs, closeWait }: SoakSnapshot): Fact[] {
  return closeWait > 0
    ? [{ runbook: 'close-wait-leak', who: host, says: 'hit', atMs, sockets: closeWait }]
    : [];
}

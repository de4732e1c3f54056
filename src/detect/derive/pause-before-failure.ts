import { sourceOf } from '../../model/evidence-source.ts';
import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';

/** No usual idle limit on a path is shorter than Azure's 240 s; what proxies end after a minute they close themselves. */
const LEAST_PAUSE_MS = 240_000;
/** So many times as long as any other gap between two records: this one is no habit of the program. */
const BY_FAR = 5;
const LEAST_BEFORE = 2;
/** What was sent into nothing is given up within so long: tcp_retries2 ends after some 924 s (ip-sysctl). */
const FAILS_WITHIN_MS = 20 * 60_000;
const GOES_ON_WITHIN_MS = 5 * 60_000;

const FAULTS: ReadonlySet<unknown> = new Set(['warning', 'error', 'critical']);
/** A program that starts or connects after the pause has no connection that rested. */
const BEGINS = ['start', 'connecting', 'listening', 'initiali', 'booting', 'boot ', 'signal', 'shutdown'];

/** What a program says before it works on something for long, and behind it: then it was busy, not idle. */
const TAKES_UP = [
  'start',
  'begin',
  'got ',
  'received',
  'processing',
  'running',
  'executing',
  'handling',
  'working',
];
const ENDS_WORK = ['done', 'finish', 'complete', 'processed', 'handled', 'took', 'elapsed', 'ended'];
/** The call that ends the work on a message. */
const ACKNOWLEDGES = ['basic_ack', 'basicack', 'basic_nack', 'basic.ack', '.ack(', 'acknowledge', ' ack'];

interface Timed {
  record: Observation;
  atMs: number;
}

/**
 * Derives the pause after which a client's first record of trouble came, from the records of one input: the longest gap by far, no
 * trouble before it, no start in between. `isBusy` where the program worked on something all the while; `wentOn` where it went on soon
 * after, so that a new connection got through.
 */
export function pauseBeforeFailure(observations: readonly Observation[]): Observation[] {
  const records = observations.flatMap((record) =>
    record.kind === 'log' && record.atMs !== undefined && sourceOf(record) === undefined
      ? [{ record, atMs: record.atMs }]
      : [],
  );
  const at = longestGap(records);
  const before = records.slice(0, at);
  const [woken, ...later] = records.slice(at);
  if (!woken || before.length < LEAST_BEFORE || before.some(isFault)) return [];
  const after = [woken, ...later];
  const failedAt = after.findIndex(isFault);
  const failed = after[failedAt];
  if (!failed || failed.atMs - woken.atMs > FAILS_WITHIN_MS) return [];
  if (after.slice(0, failedAt).some(begins)) return [];
  const wentOn = after
    .slice(failedAt + 1)
    .some((one) => !isFault(one) && one.atMs - failed.atMs <= GOES_ON_WITHIN_MS);
  const last = before.at(-1) ?? woken;
  return [
    derivedObservation('pause', failed.record, {
      pauseSec: Math.round((woken.atMs - last.atMs) / 1000),
      isBusy: isBusy(before, after.slice(0, failedAt + 1)),
      wentOn,
      library: failed.record.fields['library'],
    }),
  ];
}

/** The place of the record behind the longest gap; 0 where none is the longest by far. */
function longestGap(records: readonly Timed[]): number {
  const gaps = records.slice(1).map(({ atMs }, i) => atMs - (records[i]?.atMs ?? atMs));
  const longest = Math.max(0, ...gaps);
  const at = gaps.indexOf(longest);
  const others = gaps.filter((_, i) => i !== at);
  return longest >= LEAST_PAUSE_MS && longest >= BY_FAR * Math.max(0, ...others) ? at + 1 : 0;
}

function isFault({ record }: Timed): boolean {
  return (
    FAULTS.has(record.fields['level']) || record.form === 'trace' || record.fields['errno'] !== undefined
  );
}

function begins(one: Timed): boolean {
  return says(one, BEGINS);
}

/** Whether what was taken up before the pause was worked on until its end: it was said to be over, or is the first of which that is not said. */
function isBusy(before: readonly Timed[], after: readonly Timed[]): boolean {
  if (after.some((one) => says(one, ENDS_WORK) || says(one, ACKNOWLEDGES))) return true;
  const [last, ...earlier] = before.toReversed();
  if (!last || !says(last, TAKES_UP)) return false;
  return earlier.some((one) => says(one, ENDS_WORK)) || !earlier.some((one) => says(one, TAKES_UP));
}

function says({ record }: Timed, words: readonly string[]): boolean {
  const text = record.text.toLowerCase();
  return words.some((word) => text.includes(word));
}

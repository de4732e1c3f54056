import { sourceOf } from '../../model/evidence-source.ts';
import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';

/** The shortest usual idle limit of what drops a flow without a word is Azure's, 240 s. */
const LEAST_PAUSE_MS = 240_000;
/** Longer than a weekend with holidays: records of so different times were put together by hand. */
const MOST_PAUSE_MS = 5 * 86_400_000;
/** A pause that is so many times as long as any other is no habit of the program. */
const BY_FAR = 5;
const LEAST_BEFORE = 2;
/** Linux gives up sending after some 924 s (tcp_retries2, ip-sysctl), so the failure comes within that time. */
const FAILS_WITHIN_MS = 20 * 60_000;
const GOES_ON_WITHIN_MS = 5 * 60_000;

const FAULTS: ReadonlySet<unknown> = new Set(['warning', 'error', 'critical']);
/** A program that starts or connects after the pause has no connection that rested. */
const BEGINS =
  'start starting started connecting listening initializing initialising booting sigterm shutdown';
/** What a program says before it works on something for long, and behind it: then it was busy, not idle. */
const TAKES_UP =
  'start started starting begin begins began got received receiving processing running executing handling working';
const ENDS_WORK = 'done finish finished finishes complete completed completes processed took elapsed';
/** The call that ends the work on a message, in the trace of what failed. */
const ACKNOWLEDGES = ['basic_ack', 'basicack', 'basic_nack', 'basicnack', 'basic.ack', '.ack('];
/** What does not yet work again. */
const GOES_OFF = 'retry retrying reconnecting waiting exit exiting exited stopping stopped shutdown aborting';

interface Timed {
  record: Observation;
  atMs: number;
}

type Judge = (one: Timed) => boolean;

const begins = saysOneOf(BEGINS);
const takesUp = saysOneOf(TAKES_UP);
const endsWork = saysOneOf(ENDS_WORK);
const goesOff = saysOneOf(GOES_OFF);

/**
 * Derives the pause after which a client's first record of trouble came, from the records of one input: the longest gap by far, no
 * trouble before it, no start in between. `isBusy` where the program worked on something all the while; `wentOn` where it worked again
 * soon after, so that a new connection got through.
 */
export function pauseBeforeFailure(observations: readonly Observation[]): Observation[] {
  const records = observations.flatMap((record) =>
    record.kind === 'log' && record.atMs !== undefined && sourceOf(record) === undefined
      ? [{ record, atMs: record.atMs }]
      : [],
  );
  const at = longestGap(records);
  const before = records.slice(0, at);
  const after = records.slice(at);
  const failedAt = after.findIndex(isFault);
  const [last, woken, failed] = [before.at(-1), after[0], after[failedAt]];
  if (!last || !woken || !failed || before.length < LEAST_BEFORE || before.some(isFault)) return [];
  const between = after.slice(0, failedAt);
  if (failed.atMs - woken.atMs > FAILS_WITHIN_MS || between.some(begins)) return [];
  return [
    derivedObservation('pause', failed.record, {
      pauseSec: Math.round((woken.atMs - last.atMs) / 1000),
      isBusy: isBusy(before, between, failed),
      wentOn: wentOn(failed, after.slice(failedAt + 1)),
      library: failed.record.fields['library'],
    }),
  ];
}

/** The place of the record behind the longest gap; 0 where none is the longest by far. */
function longestGap(records: readonly Timed[]): number {
  let [longest, second, place] = [0, 0, 0];
  for (let i = 1; i < records.length; i++) {
    const gap = (records[i]?.atMs ?? 0) - (records[i - 1]?.atMs ?? 0);
    if (gap > longest) [longest, second, place] = [gap, longest, i];
    else second = Math.max(second, gap);
  }
  const isPause = longest >= LEAST_PAUSE_MS && longest <= MOST_PAUSE_MS;
  return isPause && longest >= BY_FAR * second ? place : 0;
}

function isFault({ record }: Timed): boolean {
  return (
    FAULTS.has(record.fields['level']) || record.form === 'trace' || record.fields['errno'] !== undefined
  );
}

/**
 * Whether the program worked on something during the pause: it says afterwards that this is over, fails to acknowledge it, or took up
 * something before the pause and, other than before, did not say that it was over.
 */
function isBusy(before: readonly Timed[], between: readonly Timed[], { record }: Timed): boolean {
  const failed = record.text.toLowerCase();
  if (between.some(endsWork) || ACKNOWLEDGES.some((call) => failed.includes(call))) return true;
  const [last, ...earlier] = before.toReversed();
  if (!last || !takesUp(last)) return false;
  return earlier.some(endsWork) || !earlier.some(takesUp);
}

function wentOn(failed: Timed, later: readonly Timed[]): boolean {
  const soon = later.filter(({ atMs }) => atMs - failed.atMs <= GOES_ON_WITHIN_MS);
  return !soon.some(isFault) && soon.some((one) => !goesOff(one));
}

function saysOneOf(list: string): Judge {
  const known = new Set(list.split(' '));
  return ({ record }) => wordsOf(record.text).some((word) => known.has(word));
}

function wordsOf(text: string): string[] {
  const letters = Array.from(text.toLowerCase(), (one) => (one >= 'a' && one <= 'z' ? one : ' '));
  return letters.join('').split(' ');
}

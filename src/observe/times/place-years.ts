import type { InputSource, YearBasis, YearNote } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { isYearless } from '../../model/yearless-time.ts';
import {
  needsYear,
  type Pivot,
  pivotBeside,
  pivotBySource,
  pivotWithin,
  yearByArrival,
} from './year-basis.ts';
import { nearestTo } from './year-of.ts';

/** Records among which one with a year is looked for, before what lies outside the lines decides. */
const MOST_WAITING = 20_000;

/** Gives the records of one input their year, in the order of their lines. */
export interface YearPlacer {
  /** Takes further records, and gives those whose year is known, with all that lie between. */
  take(records: readonly Observation[]): readonly Observation[];
  /** Gives the rest when the input has ended; nothing where only other inputs can tell the year. */
  end(): readonly Observation[];
  /** Gives what `end` kept back, by the latest time of the other inputs; without one its times are right against each other only. */
  endBeside(othersMs: number | undefined): readonly Observation[];
  /** What was found, once there were times without a year. */
  note(): YearNote | undefined;
}

/**
 * Finds the year of times that were printed without one (syslog, klog): from lines with a year or a header of the same input, from a
 * date in its name, from its arrival, from other inputs, in this order. From there each time is put in the year in which it comes
 * nearest to the one before it, so that December goes over into January.
 */
export function placeYears(source: InputSource): YearPlacer {
  let waiting: Observation[] = [];
  const walk = startWalk(source);
  const flush = (found?: Found) => {
    const ready = waiting;
    waiting = [];
    return walk.over(ready, found);
  };
  return {
    take(records) {
      for (const one of records) waiting.push(one);
      if (walk.isUnderWay() || !waiting.some(needsYear)) return flush();
      const within = pivotWithin(waiting);
      if (within) return flush({ basis: 'dated lines', pivot: within });
      if (waiting.length < MOST_WAITING) return [];
      return flush(bySource(waiting, source) ?? beside(waiting, undefined));
    },
    end() {
      const found = waiting.length === 0 ? undefined : bySource(waiting, source);
      return found ? flush(found) : [];
    },
    endBeside: (othersMs) => (waiting.length === 0 ? [] : flush(beside(waiting, othersMs))),
    note: walk.note,
  };
}

/** What the year follows from, and the record to start at; by arrival every line tells its own year. */
interface Found {
  basis: YearBasis;
  pivot?: Pivot;
}

function bySource(records: readonly Observation[], source: InputSource): Found | undefined {
  const named = pivotBySource(records, source);
  if (named?.isNamed) return { basis: 'the name', pivot: named };
  if (source.lineTimesMs) return { basis: 'arrival' };
  return named && { basis: 'now', pivot: named };
}

function beside(records: readonly Observation[], othersMs: number | undefined): Found {
  const basis = othersMs === undefined || isYearless(othersMs) ? 'nothing' : 'other inputs';
  return { basis, pivot: pivotBeside(records, othersMs) };
}

/** Goes from record to record and remembers the time of the last one. */
function startWalk({ lineTimesMs }: InputSource) {
  let basis: YearBasis = 'dated lines';
  let previousMs: number | undefined;
  const years = new Set<number>();
  let records = 0;

  function place(one: Observation): Observation {
    if (one.atMs === undefined) return one;
    const atMs = needsYear(one) ? yearOf(one.atMs, one.at.line) : one.atMs;
    previousMs = atMs;
    return atMs === one.atMs ? one : { ...one, atMs };
  }

  function yearOf(stampMs: number, line: number): number {
    const arrivedMs = basis === 'arrival' ? lineTimesMs?.[line - 1] : undefined;
    const atMs =
      arrivedMs === undefined ? nearestTo(stampMs, previousMs ?? stampMs) : yearByArrival(stampMs, arrivedMs);
    records++;
    if (!isYearless(atMs)) years.add(new Date(atMs).getUTCFullYear());
    return atMs;
  }

  return {
    isUnderWay: () => previousMs !== undefined,
    over(ready: readonly Observation[], found?: Found): readonly Observation[] {
      if (found) basis = found.basis;
      if (!found?.pivot) return ready.map(place);
      const { index, atMs } = found.pivot;
      previousMs = atMs;
      const before = ready.slice(0, index).toReversed().map(place).toReversed();
      previousMs = atMs;
      return [...before, ...ready.slice(index).map(place)];
    },
    note: (): YearNote | undefined =>
      records === 0 ? undefined : { records, basis, years: [...years].toSorted((a, b) => a - b) },
  };
}

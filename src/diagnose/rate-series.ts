import { MOST_POINTS, type Series } from '../model/series.ts';
import { type Signal, type Tally, type TimedCount, talliedCounts, timedCounts } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';

const LEAST_HITS = 5;
const LEAST_MS = 3 * 60_000;
const MINUTE_MS = 60_000;
/** Widths of a bin in minutes that a person counts in; beyond a day, whole days. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440];
const DAY_MINUTES = 1_440;

/**
 * How many records met a signal in each minute, from the first to the last, minutes without any as 0; where that is more than
 * 240 minutes, in each of the shortest longer time that fits. `what` is what the records speak of. Undefined for less than
 * five records with a time or less than three minutes, where every bin has the same number, or where not all records are known.
 */
export function rateSeries(what: string, of: string | undefined, signal: Signal): Series | undefined {
  if (signal.isSampled) return undefined;
  const parts = signal.groups?.flatMap(({ tallies }) => tallies.map(minutesOf)) ?? [
    byMinute(timedCounts({ hits: signal.hits, dropped: [] })),
  ];
  const perMinute = addUp(parts);
  const { firstMs, lastMs, total } = extent(perMinute);
  if (total < LEAST_HITS || spread(signal) < LEAST_MS) return undefined;
  const widestMs = parts.reduce((most, part) => Math.max(most, part.widestMs), 0);
  const minutes = binMinutes(firstMs, lastMs, widestMs);
  const binMs = minutes * MINUTE_MS;
  const from = Math.floor(firstMs / binMs);
  const values = Array.from({ length: Math.floor(lastMs / binMs) - from + 1 }, () => 0);
  for (const [minuteMs, count] of perMinute) {
    const bin = Math.floor(minuteMs / binMs) - from;
    values[bin] = (values[bin] ?? 0) + count;
  }
  if (new Set(values).size < 2) return undefined;
  const points = values.map((value, i) => ({ atMs: (from + i) * binMs, value }));
  return {
    kind: 'rate',
    name: `${what}: log records per ${inWords(minutes)}`,
    ...(of ? { of } : {}),
    points,
  };
}

/** How many came in each minute, and the widest span that was counted as one: bins narrower than that would show peaks where there are none. */
interface ByMinute {
  perMinute: ReadonlyMap<number, number>;
  widestMs: number;
}

function byMinute(timed: readonly TimedCount[]): ByMinute {
  const perMinute = new Map<number, number>();
  for (const { fromMs, count } of timed) add(perMinute, Math.floor(fromMs / MINUTE_MS) * MINUTE_MS, count);
  return { perMinute, widestMs: timed.reduce((most, { fromMs, toMs }) => Math.max(most, toMs - fromMs), 0) };
}

/** Most tallies are those of the triage before. */
function minutesOf(tally: Tally): ByMinute {
  return ofTallies.get(tally, [], () => byMinute(talliedCounts(tally)));
}

const ofTallies = rememberLast<Tally, ByMinute>();

function addUp(parts: readonly ByMinute[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { perMinute } of parts) for (const [minute, count] of perMinute) add(counts, minute, count);
  return counts;
}

function add(counts: Map<number, number>, minute: number, count: number): void {
  counts.set(minute, (counts.get(minute) ?? 0) + count);
}

function extent(perMinute: ReadonlyMap<number, number>): { firstMs: number; lastMs: number; total: number } {
  let [firstMs, lastMs, total] = [Infinity, -Infinity, 0];
  for (const [minuteMs, count] of perMinute) {
    firstMs = Math.min(firstMs, minuteMs);
    lastMs = Math.max(lastMs, minuteMs);
    total += count;
  }
  return { firstMs, lastMs, total };
}

function spread({ firstMs, lastMs }: Signal): number {
  return (lastMs ?? 0) - (firstMs ?? 0);
}

function binMinutes(firstMs: number, lastMs: number, leastMs: number): number {
  const fits = (minutes: number) => {
    const binMs = minutes * MINUTE_MS;
    if (binMs < leastMs) return false;
    return Math.floor(lastMs / binMs) - Math.floor(firstMs / binMs) < MOST_POINTS;
  };
  const days = Math.ceil((lastMs - firstMs) / MINUTE_MS / DAY_MINUTES / (MOST_POINTS - 1));
  return WIDTHS.find(fits) ?? days * DAY_MINUTES;
}

function inWords(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? 'minute' : `${minutes} minutes`;
  if (minutes < DAY_MINUTES) return minutes === 60 ? 'hour' : `${minutes / 60} hours`;
  return minutes === DAY_MINUTES ? 'day' : `${minutes / DAY_MINUTES} days`;
}

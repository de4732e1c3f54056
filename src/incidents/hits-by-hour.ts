import type { TimedCount } from '../model/signal.ts';

const HOUR_MS = 3_600_000;
/** Hours told apart; older ones are summed up in one. */
const MOST_HOURS = 72;
const OLDER = 'older';

type Hits = Readonly<Record<string, number>>;

/** Counts hits by hour (epoch hours). Of looks at the same sockets the one that shows most counts. */
export function hitsByHour(counts: readonly TimedCount[], areLooks = false): Hits {
  const hits = new Map<number, number>();
  for (const { fromMs, count } of counts) {
    const hour = Math.floor(fromMs / HOUR_MS);
    hits.set(hour, together(hits.get(hour) ?? 0, count, areLooks));
  }
  return Object.fromEntries(hits);
}

function together(a: number, b: number, areLooks: boolean): number {
  return areLooks ? Math.max(a, b) : a + b;
}

/**
 * The hits after a moment. Of what is only counted over a time that spans the moment, the last hit came after it and the rest is
 * taken as before.
 */
export function hitsAfter(counts: readonly TimedCount[], afterMs: number | undefined): TimedCount[] {
  if (afterMs === undefined) return [...counts];
  return counts.flatMap((one) => {
    if (one.toMs <= afterMs) return [];
    return [one.fromMs > afterMs ? one : { fromMs: one.toMs, toMs: one.toMs, count: 1 }];
  });
}

/**
 * Joins two counts of the same hits. An hour seen twice counts once, however often and in whatever order the evidence comes; once
 * hours were summed up, what comes of that time is taken as known.
 */
export function joinHits(known: Hits, seen: Hits, areLooks = false): Hits {
  const joined: Record<string, number> = { ...known };
  const fromHour = OLDER in known ? (hoursOf(known)[0] ?? -Infinity) : -Infinity;
  for (const [hour, count] of Object.entries(seen)) {
    if (hour !== OLDER && Number(hour) >= fromHour) joined[hour] = Math.max(joined[hour] ?? 0, count);
  }
  const hours = hoursOf(joined);
  for (const hour of hours.slice(0, Math.max(0, hours.length - MOST_HOURS))) {
    joined[OLDER] = together(joined[OLDER] ?? 0, joined[String(hour)] ?? 0, areLooks);
    delete joined[String(hour)];
  }
  return joined;
}

function hoursOf(hits: Hits): number[] {
  return Object.keys(hits)
    .filter((hour) => hour !== OLDER)
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** How many hits there were in all; of looks at the same sockets, how many were seen at most. */
export function countHits(hits: Hits, areLooks = false): number {
  return Object.values(hits).reduce((sum, count) => together(sum, count, areLooks), 0);
}

const HOUR_MS = 3_600_000;
/** Hours told apart; older ones are summed up in one. */
const MOST_HOURS = 72;
const OLDER = 'older';

type Hits = Readonly<Record<string, number>>;

/** Counts times by hour (epoch hours). */
export function hitsByHour(timesMs: readonly number[]): Hits {
  const hits: Record<string, number> = {};
  for (const timeMs of timesMs) {
    const hour = String(Math.floor(timeMs / HOUR_MS));
    hits[hour] = (hits[hour] ?? 0) + 1;
  }
  return hits;
}

/** Joins two counts of the same hits. An hour seen twice counts once, however often and in whatever order the evidence comes. */
export function joinHits(known: Hits, seen: Hits): Hits {
  const joined: Record<string, number> = { ...known };
  for (const [hour, count] of Object.entries(seen)) joined[hour] = Math.max(joined[hour] ?? 0, count);
  const hours = Object.keys(joined)
    .filter((hour) => hour !== OLDER)
    .toSorted((a, b) => Number(a) - Number(b));
  for (const hour of hours.slice(0, Math.max(0, hours.length - MOST_HOURS))) {
    joined[OLDER] = (joined[OLDER] ?? 0) + (joined[hour] ?? 0);
    delete joined[hour];
  }
  return joined;
}

/** How many hits there were in all. */
export function countHits(hits: Hits): number {
  return Object.values(hits).reduce((sum, count) => sum + count, 0);
}

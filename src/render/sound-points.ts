import type { Series, SeriesPoint } from '../model/series.ts';

/** The last millisecond of the year 9999, after which ISO 8601 needs more digits. */
const LATEST_MS = 253_402_300_799_999;

/** Points that can be shown, in the order of time: a record may claim any time, and what is kept may have been kept by another version. */
export function soundPoints({ points }: Series): SeriesPoint[] {
  return points
    .filter(({ atMs, value }) => atMs >= 0 && atMs <= LATEST_MS && value >= 0 && Number.isFinite(value))
    .toSorted((a, b) => a.atMs - b.atMs);
}

import { MOST_POINTS, type Series, type SeriesPoint } from '../model/series.ts';

/** The last millisecond of the year 9999, after which ISO 8601 needs more digits. */
const LATEST_MS = 253_402_300_799_999;
/** No machine has so many sockets; beyond it numbers lose their last digits. */
const MOST = 1e15;

/** Points that can be shown, in the order of time: a record may claim any time, and what is kept may have been kept by another version. */
export function soundPoints({ kind, points }: Series): SeriesPoint[] {
  return points
    .filter(({ atMs, value }) => atMs >= 0 && atMs <= LATEST_MS && value >= 0 && value <= MOST)
    .filter(({ atMs, value }) => kind !== 'spans' || atMs + value * 1000 <= LATEST_MS)
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(-MOST_POINTS);
}

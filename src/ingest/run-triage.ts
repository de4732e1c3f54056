import { joinClosed, joinOpen, type Minute } from './evidence-digests.ts';
import { type EvidenceIndex, minuteOf } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { loadSnapshots } from './snapshot-evidence.ts';
import { type SystemTriage, startReading } from './system-reading.ts';

const MINUTES_AN_HOUR = 60;
/** Of the newest minutes lines still come in: they are read at each triage. */
const OPEN_MINUTES = 2;

/**
 * Triages all evidence of a system that is kept: the answer is a function of the set of events and snapshots, so splits,
 * order and repeats of the deliveries can't change it.
 */
export async function runTriage(
  context: IngestContext,
  system: string,
  { minutes }: EvidenceIndex,
): Promise<SystemTriage> {
  const reading = startReading(context);
  const ascending = Object.entries(minutes)
    .map(([minute, kept]): Minute => [Number(minute), kept])
    .toSorted(([a], [b]) => a - b);
  const fromMinute = openFrom(ascending, minuteOf(context.nowMs()));
  const closed = ascending.filter(([minute]) => minute < fromMinute);
  await joinClosed({ context, system }, reading, closed, Math.floor(fromMinute / MINUTES_AN_HOUR));
  for (const open of ascending.slice(closed.length)) await joinOpen({ context, system }, reading, open);
  for (const snapshot of await loadSnapshots(context, system)) reading.readSnapshot(snapshot);
  return reading.triage();
}

/** The first minute that is still open. A time in the future is a wrong clock, and says nothing of the others. */
function openFrom(ascending: readonly Minute[], nowMinute: number): number {
  const newest = ascending.findLast(([minute]) => minute <= nowMinute + 1)?.[0] ?? nowMinute;
  return newest - OPEN_MINUTES + 1;
}

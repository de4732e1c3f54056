import { group } from 'd3-array';
import type { KnownGroup } from '../model/occurrence.ts';
import type { Containing } from '../store/containing.ts';
import { joinClosed, joinOpen, type Minute } from './evidence-digests.ts';
import { type EvidenceIndex, minuteOf } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { loadSnapshots, type Snapshot } from './snapshot-evidence.ts';
import type { SystemDigest } from './system-digest.ts';
import { type SystemTriage, startReading } from './system-reading.ts';

const MINUTES_AN_HOUR = 60;
/** Of the newest minutes lines still come in: they are read at each triage. */
const OPEN_MINUTES = 2;
/** Rows of snapshots beyond which no older ones are read, and how many of each host are read in any case. */
const MOST_ROWS = 40_000;
const ALWAYS_READ = 2;

/**
 * Triages all evidence of a system that is kept: the answer is a function of the set of events and snapshots, so splits,
 * order and repeats of the deliveries can't change it. What is damaged in the store costs its own part.
 * `known` groups of earlier evidence stay the home of their members.
 */
export async function runTriage(
  containing: Containing<IngestContext>,
  system: string,
  { index: { minutes }, known }: { index: EvidenceIndex; known: readonly KnownGroup[] },
): Promise<SystemTriage> {
  const { context, contain } = containing;
  const reading = startReading(context);
  const ascending = Object.entries(minutes)
    .map(([minute, kept]): Minute => [Number(minute), kept])
    .toSorted(([a], [b]) => a - b);
  const fromMinute = openFrom(ascending, minuteOf(context.nowMs()));
  const closed = ascending.filter(([minute]) => minute < fromMinute);
  const fromHour = Math.floor(fromMinute / MINUTES_AN_HOUR);
  await contain('evidence that is over', () => joinClosed({ context, system }, reading, closed, fromHour));
  for (const open of ascending.slice(closed.length))
    await contain('evidence of a minute', () => joinOpen({ context, system }, reading, open));
  const snapshots = (await contain('snapshots', () => loadSnapshots(context, system))) ?? [];
  const digests = await digestSnapshots(containing, system, snapshots);
  for (const snapshot of snapshots) {
    const digest = digests.get(snapshot);
    if (digest) reading.join(digest);
  }
  const memory = context.memory.of(system);
  memory.forgetUnused();
  return reading.triage(known, memory.workedOut);
}

/**
 * What snapshots hold: the last two of each host, which are compared with those of other hosts, and older ones while there is room. So a
 * large table is not pushed out by those before it.
 */
async function digestSnapshots(
  { context, contain }: Containing<IngestContext>,
  system: string,
  snapshots: readonly Snapshot[],
): Promise<ReadonlyMap<Snapshot, SystemDigest>> {
  const digests = new Map<Snapshot, SystemDigest>();
  let rows = 0;
  for (const { snapshot, age } of newestFirst(snapshots)) {
    if (age >= ALWAYS_READ && rows > MOST_ROWS) break;
    const digest =
      remembered(context, system, snapshot) ??
      (await contain('snapshot', async () => digestSnapshot(context, system, snapshot)));
    if (!digest) continue;
    digests.set(snapshot, digest);
    rows += digest.evidence.rows.rows.length;
  }
  return digests;
}

/** The latest of each host, then the ones before those, and so on. */
function newestFirst(snapshots: readonly Snapshot[]): { snapshot: Snapshot; age: number }[] {
  const hosts = group(snapshots, ({ host }) => host);
  const aged = [...hosts.values()].flatMap((ofHost) =>
    ofHost.map((snapshot, i) => ({ snapshot, age: ofHost.length - 1 - i })),
  );
  return aged.toSorted((a, b) => a.age - b.age);
}

/** A snapshot that is remembered is not read again. */
function remembered(
  { memory, nowMs }: IngestContext,
  system: string,
  snapshot: Snapshot,
): SystemDigest | undefined {
  return memory.of(system).digest(nameOf(snapshot), snapshot.text, nowMs());
}

function digestSnapshot(context: IngestContext, system: string, snapshot: Snapshot): SystemDigest {
  const reading = startReading(context);
  reading.readSnapshot(snapshot);
  const digest = reading.digest(Infinity);
  context.memory.of(system).keep(nameOf(snapshot), snapshot.text, Infinity, digest);
  return digest;
}

function nameOf({ host, role, atMs }: Snapshot): string {
  return `snapshot ${host} ${atMs} ${role}`;
}

/** The first minute that is still open. A time in the future is a wrong clock, and says nothing of the others. */
function openFrom(ascending: readonly Minute[], nowMinute: number): number {
  const newest = ascending.findLast(([minute]) => minute <= nowMinute + 1)?.[0] ?? nowMinute;
  return newest - OPEN_MINUTES + 1;
}

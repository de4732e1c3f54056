import type { Role } from '../model/input.ts';
import { redact } from '../redact/redact.ts';
import { changeItem } from '../store/change-item.ts';
import type { IngestContext } from './ingest-context.ts';

/** A snapshot of a host's connections. `atMs` is when it was taken. */
export interface Snapshot {
  host: string;
  role: Role;
  text: string;
  atMs: number;
}

const MINUTE_MS = 60_000;
/**
 * A series thins out with age: every snapshot of the last half hour, one in ten minutes for three hours, one an hour for two days.
 * Of the snapshots in one slot the earliest stays, so that the order in which they arrive doesn't matter.
 */
const SLOTS = [
  { name: 'minute', slotMs: MINUTE_MS, keptMs: 30 * MINUTE_MS },
  { name: 'ten-minutes', slotMs: 10 * MINUTE_MS, keptMs: 180 * MINUTE_MS },
  { name: 'hour', slotMs: 60 * MINUTE_MS, keptMs: 2_880 * MINUTE_MS },
] as const;
/**
 * A triage uses the latest snapshots of a series, and of the time before them one in ten minutes, then one an hour: what happens now needs
 * the latest, what grows over a day the others.
 */
const MOST_OF_SLOT = { minute: 10, 'ten-minutes': 6, hour: 8 } as const;

function partition(system: string): string {
  return `snapshot#${system}`;
}

/** Keeps a snapshot in the series of its host. The same one again changes nothing. */
export async function keepSnapshot(
  context: IngestContext,
  system: string,
  snapshot: Snapshot,
): Promise<void> {
  const text = redact(snapshot.text);
  for (const { name, slotMs, keptMs } of SLOTS) {
    const slot = Math.floor(snapshot.atMs / slotMs);
    const place = { pk: partition(system), sk: `${snapshot.host}#${name}#${slot}`, keptMs };
    const redacted = { ...snapshot, text };
    await changeItem<Snapshot>(context, place, (known) =>
      known && !isEarlier(redacted, known) ? known : redacted,
    );
  }
}

function isEarlier(one: Snapshot, other: Snapshot): boolean {
  return one.atMs - other.atMs < 0 || (one.atMs === other.atMs && one.text < other.text);
}

/** The series of every host of a system: each snapshot once, in the order of their times. */
export async function loadSnapshots({ table, nowMs }: IngestContext, system: string): Promise<Snapshot[]> {
  const items = await table.list({ pk: partition(system) }, nowMs());
  const byHost = new Map<string, Kept[]>();
  for (const { sk, body } of items) {
    const snapshot = body as Snapshot;
    const kept = { snapshot, slot: sk.slice(snapshot.host.length + 1, sk.lastIndexOf('#')) };
    const known = byHost.get(snapshot.host);
    if (known) known.push(kept);
    else byHost.set(snapshot.host, [kept]);
  }
  return [...byHost.values()].flatMap(spreadOut);
}

interface Kept {
  snapshot: Snapshot;
  slot: string;
}

/** The latest ones of each slot that are older than those of the slot before. */
function spreadOut(kept: readonly Kept[]): Snapshot[] {
  const chosen: Snapshot[] = [];
  for (const [slot, most] of Object.entries(MOST_OF_SLOT)) {
    const beforeMs = chosen.at(-1)?.atMs ?? Infinity;
    const older = kept.filter((one) => one.slot === slot && one.snapshot.atMs < beforeMs);
    const latest = older.map(({ snapshot }) => snapshot).toSorted((a, b) => b.atMs - a.atMs);
    chosen.push(...latest.slice(0, most));
  }
  return chosen.toReversed();
}

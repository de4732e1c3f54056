import type { ObservationKind } from '../model/fields.ts';
import type { Tally } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { type Group, sizeOf } from './conditions.ts';
import { areOfOneMachine, type MachineMarks, ownAddresses } from './derive/snapshot-series.ts';

/** The hits of one key on one machine. */
export interface MachineGroup {
  fullest: Group;
  /** Of sockets, the other snapshots of that machine; else nothing. */
  others: readonly Group[];
}

/**
 * Keeps rows of tables apart by their machines: what one machine's sockets do says nothing of another's. Of several snapshots of the
 * same sockets only the fullest counts, of equal ones the latest. `parts` are the groups of one key in several parts of the rows; of
 * the same tallies the groups are the same.
 */
export function byMachine(on: ObservationKind, key: string, parts: readonly Group[]): MachineGroup[] {
  if (on === 'connection') return machinesOf(snapshotsOf(key, parts)).map(fullestOf);
  const tallies = parts.flatMap((part) => part.tallies);
  if (on === 'log') return [{ fullest: { key, tallies }, others: [] }];
  return machinesOf(tallies.map((tally) => groupOf(key, [tally]))).map((one) => ({
    fullest: { key, tallies: one.flatMap((part) => part.tallies) },
    others: [],
  }));
}

function fullestOf(snapshots: readonly Group[]): MachineGroup {
  const fullest = snapshots.reduce((a, b) =>
    (sizeOf(b.tallies) - sizeOf(a.tallies) || seenMs(b) - seenMs(a)) >= 0 ? b : a,
  );
  return { fullest, others: snapshots.filter((one) => one !== fullest) };
}

function groupOf(key: string, tallies: readonly Tally[]): Group {
  const [first] = tallies;
  return first ? groups.get(first, [key, ...tallies], () => ({ key, tallies })) : { key, tallies };
}

const groups = rememberLast<Tally, Group>();

/** When a snapshot was taken, in epoch milliseconds; 0 where it has no time. */
export function seenMs({ tallies: [first] }: Group): number {
  return first?.hits[0]?.observation.atMs ?? 0;
}

/** The snapshot that rows are of; undefined where they are no longer told apart. */
export function snapshotOf({ hits: [first] }: Tally): string | undefined {
  return first && String(first.fields['snapshot'] ?? '');
}

/** The snapshots of all parts, in the order in which they come first. */
function snapshotsOf(key: string, parts: readonly Group[]): Group[] {
  const found = new Map<string, Group[]>();
  for (const part of parts)
    for (const [name, own] of snapshotsIn(part)) {
      const known = found.get(name);
      if (known) known.push(own);
      else found.set(name, [own]);
    }
  return [...found.values()].flatMap((own) => (own.length === 1 ? own : joined(key, own)));
}

function joined(key: string, parts: readonly Group[]): Group {
  return groupOf(
    key,
    parts.flatMap((part) => part.tallies),
  );
}

/** The snapshots of one part by their names: most parts are those of the last triage, and of one snapshot. */
function snapshotsIn(part: Group): ReadonlyMap<string, Group> {
  return snapshots.get(part, [], () => {
    const found = new Map<string, Tally[]>();
    for (const tally of part.tallies) {
      const name = snapshotOf(tally);
      if (name === undefined) continue;
      const known = found.get(name);
      if (known) known.push(tally);
      else found.set(name, [tally]);
    }
    return new Map([...found].map(([name, tallies]) => [name, groupOf(part.key, tallies)]));
  });
}

const snapshots = rememberLast<Group, ReadonlyMap<string, Group>>();

function machinesOf(all: readonly Group[]): Group[][] {
  const machines: { name: string | undefined; own: Set<string>; groups: Group[] }[] = [];
  for (const group of all) {
    const { name, own } = marksOf(group);
    const same = machines.find((one) => areOfOneMachine(one, { name, own }));
    if (same) {
      same.groups.push(group);
      for (const address of own) same.own.add(address);
    } else machines.push({ name, own: new Set(own), groups: [group] });
  }
  return machines.map((one) => one.groups);
}

function marksOf(group: Group): MachineMarks {
  return marks.get(group, [], () => {
    const observations = group.tallies.flatMap(({ hits }) => hits.map((hit) => hit.observation));
    return { name: observations[0]?.machine, own: ownAddresses({ observations }) };
  });
}

const marks = rememberLast<Group, MachineMarks>();

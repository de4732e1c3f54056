import { plainAddress } from '../../model/address.ts';
import type { Observation } from '../../model/observation.ts';
import { rememberLast } from '../../remember-last.ts';
import type { Snapshot } from './snapshots.ts';
import { isLoopback, isWildcard, textField } from './socket-end.ts';

/** Addresses that are the machine's own: local ends of its sockets other than wildcards and loopback. */
export function ownAddresses({ observations }: Pick<Snapshot, 'observations'>): ReadonlySet<string> {
  return ownOf.get(observations, [], () => {
    // Most sockets of a machine have the same address.
    const printed = new Set(observations.map((row) => textField(row, 'localAddress')));
    const plain = [...printed].map(plainAddress);
    return new Set(plain.filter((address) => !isWildcard(address) && !isLoopback(address)));
  });
}

const ownOf = rememberLast<readonly Observation[], ReadonlySet<string>>();

/** A snapshot with its machine's addresses, which are asked for where a machine has no name. */
interface SnapshotOfMachine extends MachineMarks {
  snapshot: Snapshot;
}

/** What tells machines apart: their names, or the addresses of their sockets. */
export interface MachineMarks {
  name: string | undefined;
  own: ReadonlySet<string>;
}

/**
 * Machines with two names, or with no own address in common, are two machines, even if both were given the same role. Where both
 * have names, addresses say nothing: those of container bridges are the same on every host.
 */
export function areOfOneMachine(mine: MachineMarks, theirs: MachineMarks): boolean {
  if (mine.name !== undefined && theirs.name !== undefined) return mine.name === theirs.name;
  if (mine.own.size === 0 || theirs.own.size === 0) return true;
  return [...mine.own].some((address) => theirs.own.has(address));
}

/** Two snapshots are comparable only when the same tool made them with the same filter; a table truncated by `head` is comparable with nothing. */
function comparable(a: SnapshotOfMachine, b: SnapshotOfMachine): boolean {
  const [one, other] = [a.snapshot, b.snapshot];
  if (one.kind !== other.kind || one.role !== other.role || one.source !== other.source) return false;
  if (one.command !== other.command || one.host !== other.host || one.owner !== other.owner) return false;
  return !isTruncated(one.command) && areOfOneMachine(a, b);
}

function isTruncated(command: string): boolean {
  return /\|\s*(?:head|tail)\b/.test(command);
}

function inOrder(series: readonly Snapshot[]): Snapshot[] {
  if (series.some((snapshot) => snapshot.atMs === undefined)) return [...series];
  return series.toSorted((one, other) => (one.atMs ?? 0) - (other.atMs ?? 0));
}

/** What the snapshots of a named machine are comparable by; undefined where addresses decide, or nothing is comparable. */
function seriesKey(snapshot: Snapshot): string | undefined {
  return keys.get(snapshot, [], () => {
    const { kind, role, machine, source, command, host, owner } = snapshot;
    if (machine === undefined || isTruncated(command)) return undefined;
    return JSON.stringify([kind, role, machine, source, command, host, owner]);
  });
}

const keys = rememberLast<Snapshot, string | undefined>();

/** Chains snapshots of one machine by one tool, in the order of their times if all have one, else as given. */
export function snapshotSeries(snapshots: readonly Snapshot[]): Snapshot[][] {
  const key = snapshots[0] && seriesKey(snapshots[0]);
  // Most often all are of one machine, which has a name.
  if (key !== undefined && snapshots.every((one) => seriesKey(one) === key)) return [inOrder(snapshots)];
  const found: SnapshotOfMachine[][] = [];
  for (const snapshot of snapshots) {
    const taken: SnapshotOfMachine = {
      snapshot,
      name: snapshot.machine,
      get own() {
        return ownAddresses(snapshot);
      },
    };
    const series = found.find(([first]) => first !== undefined && comparable(first, taken));
    if (series === undefined) found.push([taken]);
    else series.push(taken);
  }
  return found.map((series) => inOrder(series.map(({ snapshot }) => snapshot)));
}

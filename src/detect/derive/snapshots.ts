import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { rememberLast } from '../../remember-last.ts';
import { textField } from './socket-end.ts';

/** The sockets of one machine as one tool showed them once: its `connection` rows, or its `state-count` numbers by state. */
export interface Snapshot {
  role: Role | undefined;
  machine: string | undefined;
  input: string;
  source: string;
  command: string;
  host: string;
  /** Whose sessions of a database were counted: application, user, database, client. Empty for sockets. */
  owner: string;
  atMs: number | undefined;
  kind: 'connection' | 'state-count';
  /** Which rows are its own, see `snapshotKey`: of a table that was cut in two, both parts. */
  keys: string[];
  observations: Observation[];
}

/** A table that an unreadable line cut in two goes on within this many lines. */
const GAP_LINES = 3;

function isTcp(observation: Observation): boolean {
  return observation.kind === 'state-count' || !textField(observation, 'protocol').startsWith('udp');
}

function open(observation: Observation, kind: Snapshot['kind']): Snapshot {
  return {
    role: observation.role,
    machine: observation.machine,
    input: observation.at.input,
    source: textField(observation, 'source'),
    command: textField(observation, 'command').replace(/\s+/g, ' ').trim(),
    host: textField(observation, 'host'),
    owner: ownerOf(observation),
    atMs: observation.atMs,
    kind,
    keys: [snapshotKey(observation)],
    observations: [observation],
  };
}

function socketKeys(snapshot: Snapshot): Set<string> {
  return new Set(snapshot.observations.map((row) => `${textField(row, 'local')} ${textField(row, 'peer')}`));
}

/** Two tables that nothing but a line or two parts, and that share no socket, are one table. */
function continues(before: Snapshot, after: Snapshot): boolean {
  if (before.kind !== 'connection' || after.kind !== 'connection') return false;
  if (before.input !== after.input || before.source !== after.source) return false;
  if (after.atMs !== undefined || after.command !== '') return false;
  const gap = (after.observations[0]?.at.line ?? 0) - (before.observations.at(-1)?.at.endLine ?? 0);
  if (gap < 1 || gap > GAP_LINES) return false;
  const known = socketKeys(before);
  return [...socketKeys(after)].every((key) => !known.has(key));
}

/** The same for the rows of one table of one machine. */
export function snapshotKey(row: Observation): string {
  return `${row.kind} ${row.at.input} ${textField(row, 'snapshot')} ${textField(row, 'host')}${ownerOf(row)}`;
}

/** The fields that say whose sessions were counted. */
export const OWNER_FIELDS = ['application', 'user', 'database', 'client'] as const;

function ownerOf(row: Observation): string {
  if (row.kind !== 'state-count' || row.fields['source'] !== 'sessions') return '';
  const names = OWNER_FIELDS.map((field) => textField(row, field));
  return names.some(Boolean) ? names.join('\u0000') : '';
}

/** Gathers connections and state counts into the snapshots they belong to, in the order given. */
export function snapshotsOf(observations: readonly Observation[]): readonly Snapshot[] {
  return gathered.get(observations, [observations.length], () => gather(observations));
}

/** Each kind of comparison asks for the snapshots of the same rows. */
const gathered = rememberLast<readonly Observation[], readonly Snapshot[]>();

function gather(observations: readonly Observation[]): Snapshot[] {
  const known = new Map<string, Snapshot>();
  for (const observation of observations) {
    const { kind } = observation;
    if ((kind !== 'connection' && kind !== 'state-count') || !isTcp(observation)) continue;
    const key = snapshotKey(observation);
    const snapshot = known.get(key);
    if (snapshot === undefined) known.set(key, open(observation, kind));
    else snapshot.observations.push(observation);
  }
  const found: Snapshot[] = [];
  for (const snapshot of known.values()) {
    const before = found.at(-1);
    if (before !== undefined && continues(before, snapshot)) {
      for (const row of snapshot.observations) before.observations.push(row);
      before.keys.push(...snapshot.keys);
    } else found.push(snapshot);
  }
  return found;
}

/** Sockets of a snapshot, each once: lsof lists a socket for every descriptor that holds it. */
export function distinctSockets(snapshot: Snapshot): Observation[] {
  if (snapshot.source !== 'lsof') return snapshot.observations;
  const known = new Map<string, Observation>();
  for (const row of snapshot.observations) {
    const key = `${textField(row, 'local')} ${textField(row, 'peer')} ${textField(row, 'state')}`;
    if (!known.has(key)) known.set(key, row);
  }
  return [...known.values()];
}

/** Counts the sockets of a snapshot by state. */
export function countByState(snapshot: Snapshot): ReadonlyMap<string, number> {
  return counted.get(snapshot, [], () => stateCounts(snapshot));
}

const counted = rememberLast<Snapshot, ReadonlyMap<string, number>>();

function stateCounts(snapshot: Snapshot): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of distinctSockets(snapshot)) {
    const state = textField(one, 'state');
    if (state === '') continue;
    const count = one.kind === 'state-count' ? Number(one.fields['count'] ?? 0) : 1;
    counts.set(state, (counts.get(state) ?? 0) + count);
  }
  return counts;
}

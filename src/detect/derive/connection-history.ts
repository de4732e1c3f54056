import { group } from 'd3-array';
import type { FieldValue } from '../../model/fields.ts';
import type { Position } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { rememberLast } from '../../remember-last.ts';
import { type Counterpart, counterpart } from './counterpart.ts';
import { derivedObservation } from './derived-observation.ts';
import { snapshotSeries } from './snapshot-series.ts';
import { distinctSockets, type Snapshot } from './snapshots.ts';
import { textField } from './socket-end.ts';
import type { TableRows } from './table-rows.ts';
import type { TwoEnds } from './two-ends.ts';

/** States without a history: nobody waits in them. */
const WITHOUT_HISTORY = new Set(['LISTEN', 'TIME_WAIT', '']);

function socketKey(row: Observation): string {
  return `${textField(row, 'local')} ${textField(row, 'peer')}`;
}

function bytes(row: Observation | undefined, field: 'recvQBytes' | 'sendQBytes'): number {
  return Number(row?.fields[field] ?? 0);
}

/** The rows of each connection that the latest look has, one for each look that has it, in the order of looks. */
function rowsOver(series: readonly Snapshot[]): Observation[][] {
  const looks = series.map(rowsByEnds);
  return [...(looks.at(-1) ?? [])].flatMap(([key, rows]) =>
    rows.some((row) => !WITHOUT_HISTORY.has(textField(row, 'state')) && textField(row, 'peer') !== '')
      ? [looks.flatMap((look) => look.get(key) ?? [])]
      : [],
  );
}

/** What a snapshot shows of each connection: most snapshots are those of the last triage. */
function rowsByEnds(snapshot: Snapshot): ReadonlyMap<string, Observation[]> {
  // A plain map: the one that d3 makes looks up each key twice.
  return byEnds.get(snapshot, [], () => new Map(group(distinctSockets(snapshot), socketKey)));
}

const byEnds = rememberLast<Snapshot, ReadonlyMap<string, Observation[]>>();

/** The last rows in a row that have the state of the latest. */
function sameState(rows: readonly Observation[]): readonly Observation[] {
  const state = textField(rows.at(-1) as Observation, 'state');
  const before = rows.findLastIndex((row) => textField(row, 'state') !== state);
  return rows.slice(before + 1);
}

function hasGrown(rows: readonly Observation[], field: 'recvQBytes' | 'sendQBytes'): boolean {
  const sizes = rows.map((row) => bytes(row, field));
  return sizes.every((size, at) => size >= (sizes[at - 1] ?? 0)) && (sizes.at(-1) ?? 0) > (sizes[0] ?? 0);
}

/** Whether most of what once waited was gone in a later look. */
function hasDrained(rows: readonly Observation[], field: 'recvQBytes' | 'sendQBytes'): boolean {
  const sizes = rows.map((row) => bytes(row, field));
  const most = sizes.indexOf(Math.max(...sizes));
  return sizes.slice(most + 1).some((size) => size * 2 < (sizes[most] ?? 0));
}

/** Whether the program read as much as waits now between the first look and the last: what waits is new. */
function hasRead(rows: readonly Observation[]): boolean {
  const [first, last] = [rows[0], rows.at(-1)];
  const [before, now] = [first?.fields['receivedBytes'], last?.fields['receivedBytes']];
  if (typeof before !== 'number' || typeof now !== 'number') return false;
  const read = now - before - (bytes(last, 'recvQBytes') - bytes(first, 'recvQBytes'));
  return read > 0 && read >= bytes(last, 'recvQBytes');
}

/** Which queue does not only fill. */
function drainedOf(rows: readonly Observation[]): string | undefined {
  if (hasDrained(rows, 'sendQBytes')) return 'send';
  return hasDrained(rows, 'recvQBytes') || hasRead(rows) ? 'recv' : undefined;
}

/** Whether a single look at a connection tells more than that it is there. */
function isWaiting(row: Observation): boolean {
  const counted = Number(row.fields['timerCount'] ?? 0);
  return counted > 0 || bytes(row, 'sendQBytes') > 0 || bytes(row, 'recvQBytes') > 0;
}

const OF_ROW = [
  'local',
  'peer',
  'process',
  'pid',
  'state',
  'recvQBytes',
  'sendQBytes',
  'timer',
  'timersShown',
  'timerCount',
  'lastReceivedMs',
];

function latest({ fields }: Observation): Record<string, FieldValue | undefined> {
  return Object.fromEntries(OF_ROW.map((name) => [name, fields[name]]));
}

function history(rows: readonly Observation[], other: Counterpart | 'absent' | undefined): Observation {
  const row = rows.at(-1) as Observation;
  const [first] = rows;
  const same = sameState(rows);
  const [from, to] = [same[0]?.atMs, row.atMs];
  const there = other === 'absent' ? undefined : other?.socket;
  const grown = hasGrown(rows, 'sendQBytes') ? 'send' : hasGrown(rows, 'recvQBytes') ? 'recv' : undefined;
  return derivedObservation('connection-history', row, {
    ...latest(row),
    looks: same.length,
    overSec: from === undefined || to === undefined || from === to ? undefined : (to - from) / 1000,
    recvQFirstBytes: rows.length > 1 ? first?.fields['recvQBytes'] : undefined,
    sendQFirstBytes: rows.length > 1 ? first?.fields['sendQBytes'] : undefined,
    growing: grown,
    drained: drainedOf(rows),
    otherEnd: other === 'absent' ? 'absent' : (other?.seen ?? 'unknown'),
    otherState: there?.state,
    otherRecvQBytes: there?.row.fields['recvQBytes'],
    otherSendQBytes: there?.row.fields['sendQBytes'],
  });
}

/** By the place of a row, what the table of the other end says of its connection. */
type OtherEnds = ReadonlyMap<Position, Counterpart | 'absent'>;

/** What the table of the other end says of each connection, where one was given; `absent` where it would show it and does not: those that are `unmatched`. */
export function otherEnds(ends: readonly TwoEnds[], unmatched: readonly Observation[]): OtherEnds {
  const others = new Map<Position, Counterpart | 'absent'>(unmatched.map(({ at }) => [at, 'absent']));
  for (const { mine, other } of ends) {
    for (const socket of mine.current) {
      const found = counterpart(socket, mine, other);
      if (found) others.set(socket.row.at, found);
    }
  }
  return others;
}

/**
 * Derives one `connection-history` for each connection of a machine's latest look that waits for something, was seen before, or
 * stands in the table of its other end: how long it is in its state, how its queues moved, which end still has it.
 */
export function connectionHistories(rows: TableRows, others: OtherEnds): Observation[] {
  return connections
    .get(rows, [], () => connectionsOf(rows))
    .flatMap((looks) => {
      const row = looks.at(-1) as Observation;
      const other = others.get(row.at);
      if (looks.length < 2 && !isWaiting(row) && other === undefined) return [];
      return [made.get(looks, [other], () => history(looks, other))];
    });
}

/** What is known of the same rows is not worked out again. */
const connections = rememberLast<TableRows, Observation[][]>();
const made = rememberLast<readonly Observation[], Observation>();

function connectionsOf({ snapshots }: TableRows): Observation[][] {
  const ofSockets = snapshots.filter(({ kind, source }) => kind === 'connection' && source !== 'conntrack');
  return snapshotSeries(ofSockets).flatMap(rowsOver);
}

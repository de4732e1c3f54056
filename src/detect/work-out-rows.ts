import { group } from 'd3-array';
import type { Failures } from '../failures.ts';
import type { ObservationKind } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { LevelOf } from '../model/series.ts';
import { rememberLast } from '../remember-last.ts';
import type { Bucket } from './bucket.ts';
import { collectRows } from './collect-rows.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { compareEnds } from './derive/compare-ends.ts';
import { connectionHistories, otherEnds } from './derive/connection-history.ts';
import { destroyedFlows } from './derive/destroyed-flows.ts';
import { emptyEnds, forgottenFlows } from './derive/empty-ends.ts';
import { goneEnds } from './derive/gone-ends.ts';
import { idleLimits } from './derive/idle-limits.ts';
import { cutInputs, levelsOf } from './derive/levels.ts';
import { socketTables } from './derive/machine-tables.ts';
import { portBudgets } from './derive/port-budgets.ts';
import { quietSockets } from './derive/quiet-sockets.ts';
import type { EndedSocket } from './derive/socket-index.ts';
import type { SocketTable } from './derive/socket-table.ts';
import { stateTotals } from './derive/state-totals.ts';
import { tableRowsOf } from './derive/table-rows.ts';
import { type TrackedFlows, trackedFlows } from './derive/tracked-flows.ts';
import { trends } from './derive/trend.ts';
import { twoEnds } from './derive/two-ends.ts';
import { untrackedConnections } from './derive/untracked-connections.ts';
import { usageTrends } from './derive/usage-trends.ts';
import { usages } from './derive/usages.ts';
import { waitingEnds } from './derive/waiting-ends.ts';
import type { InputRows } from './kept-rows.ts';
import { areSame, type OfMachine, type OfRows, type RowBuckets, type WorkedOut } from './worked-out.ts';

/**
 * Derives what no single row says, and collects all rows under the signals that accept them. Rows of an input are collected once,
 * for as long as they are kept. Machines are worked out one by one, so that a table of one of them costs nothing for what is kept of
 * the others.
 */
export function workOutRows(
  inputs: readonly InputRows[],
  compiled: readonly CompiledSignal[],
  failures: Failures,
  earlier: WorkedOut,
): OfRows {
  if (earlier.rows?.compiled === compiled && areSame(earlier.rows.inputs, inputs)) return earlier.rows;
  const before = failures.count();
  const known = earlier.rows?.compiled === compiled ? earlier.rows.machines : [];
  const machines = byMachine(inputs).map(
    (given) =>
      known.find(({ rows }) => areSame(rows.inputs, given)) ?? workOutMachine(given, compiled, failures),
  );
  const gateways = failures.contain('tracked connections', () => gatewaysOf(machines)) ?? [];
  const tables = machines.flatMap((one) => one.tables).map((table) => throughGateways(table, gateways));
  const cut = failures.contain('cut tables', () => cutInputs(inputs, isCutOnOneEnd)) ?? new Set();
  const ends = failures.contain('tables of two ends', () => twoEnds(tables, cut)) ?? [];
  const unmatched = failures.contain('comparison of ends', () => compareEnds(ends)) ?? [];
  const emptied =
    failures.contain('connections of one end', () => oneEnded(machines, tables, unmatched)) ?? [];
  const untracked =
    failures.contain('untracked connections', () => untrackedConnections(tables, gateways)) ?? [];
  const otherEnd = failures.contain('ends of connections', () => otherEnds(ends, unmatched)) ?? new Map();
  const histories = machines.map(({ rows }) => {
    const found =
      failures.contain('histories of connections', () => connectionHistories(rows, otherEnd)) ?? [];
    return collectedOnce(
      historiesOf.get(rows, found, () => found),
      compiled,
      failures,
    );
  });
  const ofRows: OfRows = {
    compiled,
    inputs,
    machines,
    buckets: bySignal([
      ...machines.flatMap((one) => one.buckets),
      collected([...unmatched, ...emptied, ...untracked], compiled, failures),
      ...histories,
      collected(overMachines(machines, failures), compiled, failures),
    ]),
    totals: machines.flatMap((one) => one.totals),
    levelOf: levelOfAny(machines),
  };
  // What failed is to fail, and to be told, each time.
  if (failures.count() === before) earlier.rows = ofRows;
  return ofRows;
}

function gatewaysOf(machines: readonly OfMachine[]): TrackedFlows[] {
  return trackedFlows(machines.flatMap(({ rows }) => rows.snapshots));
}

/** A table that knows how the other end has a connection which is translated on the way. */
function throughGateways(table: SocketTable, gateways: readonly TrackedFlows[]): SocketTable {
  if (gateways.length === 0) return table;
  return Object.create(table, {
    elsewhere: {
      value: ({ local, peer }: EndedSocket) =>
        local && gateways.map((one) => one.elsewhere(local, peer)).find((ends) => ends !== undefined),
    },
  }) as SocketTable;
}

/** What was left out at both ends is no difference between them. */
function isCutOnOneEnd({ fields }: Observation): boolean {
  return fields['sampled'] !== true;
}

/** What no table shows, but an empty list or a program that waits. */
function oneEnded(
  machines: readonly OfMachine[],
  tables: readonly SocketTable[],
  unmatched: readonly Observation[],
): Observation[] {
  const lists = rowsOfKind(machines, 'empty-list');
  return [
    ...emptyEnds(tables, lists, unmatched),
    ...forgottenFlows(tables, lists),
    ...destroyedFlows(
      tables,
      machines.flatMap(({ rows }) => rows.snapshots),
    ),
    ...waitingEnds(tables, rowsOfKind(machines, 'waiting-connection')),
    ...goneEnds(
      rowsOfKind(machines, 'gone-peer'),
      tables,
      machines.flatMap(({ rows }) => rows.others),
    ),
  ];
}

function rowsOfKind(machines: readonly OfMachine[], wanted: ObservationKind): Observation[] {
  return machines.flatMap(({ rows }) => rows.others.filter(({ kind }) => kind === wanted));
}

/** What the rows of all machines say together. */
function overMachines(machines: readonly OfMachine[], failures: Failures): readonly Observation[] {
  const others = machines.flatMap(({ rows }) => rows.others);
  return [
    ...(failures.contain('idle limits', () => idleLimits(others)) ?? []),
    ...(failures.contain('quiet sockets', () =>
      quietSockets(
        machines.flatMap(({ rows }) => rows.snapshots),
        others,
      ),
    ) ?? []),
    ...(failures.contain('usages', () => usages(others)) ?? []),
    ...(failures.contain('budgets of ports', () => portBudgets(machines.map(({ rows }) => rows))) ?? []),
    ...(failures.contain('trends of usages', () => usageTrends(others)) ?? []),
  ];
}

/** The inputs of each machine; all together where one does not name its machine: it may be of any. */
function byMachine(inputs: readonly InputRows[]): readonly (readonly InputRows[])[] {
  if (inputs.some(([first]) => first?.machine === undefined)) return inputs.length > 0 ? [inputs] : [];
  return [...group(inputs, ([first]) => first?.machine).values()];
}

function workOutMachine(
  inputs: readonly InputRows[],
  compiled: readonly CompiledSignal[],
  failures: Failures,
): OfMachine {
  const rows = tableRowsOf(inputs);
  const totals = failures.contain('totals of states', () => stateTotals(rows)) ?? [];
  const tables = failures.contain('tables of machines', () => socketTables(rows)) ?? [];
  const changes = failures.contain('trends', () => trends(rows)) ?? [];
  return {
    rows,
    totals,
    tables,
    levelOf: failures.contain('levels of counts', () => levelsOf(rows)) ?? (() => undefined),
    buckets: [
      ...inputs.map((one) => collectedOnce(one, compiled, failures)),
      collected([...changes, ...totals], compiled, failures),
    ],
  };
}

/** The list of before, where the same histories are in it: of a machine that was not seen again, unless another end was. */
const historiesOf = rememberLast<OfMachine['rows'], readonly Observation[]>();

const collectedOf = rememberLast<InputRows, RowBuckets>();

/** What is in the rows of an input is there as long as they are. What failed is tried again, so that it is told again. */
function collectedOnce(rows: InputRows, compiled: readonly CompiledSignal[], failures: Failures): RowBuckets {
  const before = failures.count();
  let hasFailed = false;
  const buckets = collectedOf.get(rows, [compiled, rows.length], () => {
    const found = collected(rows, compiled, failures);
    hasFailed = failures.count() > before;
    return found;
  });
  if (hasFailed) collectedOf.forget(rows);
  return buckets;
}

function collected(
  rows: readonly Observation[],
  compiled: readonly CompiledSignal[],
  failures: Failures,
): RowBuckets {
  const buckets = new Map<string, Bucket>();
  collectRows(rows, compiled, buckets, failures);
  return buckets;
}

/** What each signal has met, part by part: no part is about rows of another one. */
function bySignal(parts: readonly RowBuckets[]): ReadonlyMap<string, readonly Bucket[]> {
  const buckets = new Map<string, Bucket[]>();
  for (const part of parts) {
    for (const [key, bucket] of part) {
      const known = buckets.get(key);
      if (known) known.push(bucket);
      else buckets.set(key, [bucket]);
    }
  }
  return buckets;
}

function levelOfAny(machines: readonly OfMachine[]): LevelOf {
  const byName = new Map(machines.map((one) => [one.rows.inputs[0]?.[0]?.machine, one.levelOf]));
  const [only] = machines;
  return (row) => (machines.length === 1 ? only?.levelOf(row) : byName.get(row.machine)?.(row));
}

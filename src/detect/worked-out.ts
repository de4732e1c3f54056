import type { EvidenceContext } from '../model/evidence-context.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { LevelOf } from '../model/series.ts';
import type { Signal } from '../model/signal.ts';
import type { Bucket } from './bucket.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { SocketTable } from './derive/socket-table.ts';
import type { TableRows } from './derive/table-rows.ts';
import type { InputRows } from './kept-rows.ts';

/**
 * What detection worked out of evidence, kept by the caller so that the next time only what has changed is worked out again. Without
 * it the answer is the same.
 */
export interface WorkedOut {
  rows?: OfRows;
  /** What stands for all that was known of clients. */
  ofClients?: readonly object[] | undefined;
  runbooks: Map<string, OfRunbook>;
}

/** What rows gave. */
export interface OfRows {
  compiled: readonly CompiledSignal[];
  inputs: readonly InputRows[];
  machines: readonly OfMachine[];
  /** What each signal has met, by the parts of the rows: the same buckets, the same hits. */
  buckets: ReadonlyMap<string, readonly Bucket[]>;
  totals: readonly Observation[];
  levelOf: LevelOf;
}

/** What signals have met in some rows, by their keys. */
export type RowBuckets = ReadonlyMap<string, Bucket>;

/** What the rows of one machine gave by themselves. */
export interface OfMachine {
  rows: TableRows;
  totals: readonly Observation[];
  tables: readonly SocketTable[];
  levelOf: LevelOf;
  buckets: readonly RowBuckets[];
}

/** The signals of a runbook, with all that they were worked out of. */
interface OfRunbook {
  runbook: CompiledRunbook;
  content: readonly (object | string)[];
  firstMs: number | undefined;
  /** Absent where no rule looks at the end of the evidence. */
  lastMs?: number | undefined;
  /** What was known of the clients that its hits name. */
  clients: Clients;
  signals: ReadonlyMap<string, Signal>;
}

type Clients = ReadonlyMap<string, Readonly<Record<string, FieldValue>> | undefined>;

/** Whether two lists hold the same objects, in the same order. */
export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Whether as much is known of these clients as was then. */
export function areToldAlike(then: Clients, { clients }: Pick<EvidenceContext, 'clients'>): boolean {
  for (const [client, told] of then) if (!isAlike(told, clients.get(client))) return false;
  return true;
}

function isAlike(a: Readonly<Record<string, FieldValue>> = {}, b: Readonly<Record<string, FieldValue>> = {}) {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

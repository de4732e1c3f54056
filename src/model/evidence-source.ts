import type { Observation } from './observation.ts';
import { PRODUCT_KINDS } from './product-kinds.ts';

const SERVERS: ReadonlySet<unknown> = new Set(PRODUCT_KINDS.map(({ product }) => product));
const SEPARATOR = '\u0000';

/** Whose records these are, as far as one record shows: the server's product, its input, and the names of machine and node there. */
export interface EvidenceSource {
  product: string;
  input: string;
  /** Machine, container or pod that a wrapper names; empty where none does. */
  host: string;
  /** What the server calls itself in this very record; empty where it does not. */
  ownNode: string;
}

/** Between which event times (epoch milliseconds) a source gave how many records. */
export interface SourceCount {
  source: string;
  count: number;
  firstMs?: number;
  lastMs?: number;
}

/** What of a record its source follows from. */
type OfSource = Pick<Observation, 'kind' | 'form' | 'role' | 'at' | 'stream' | 'fields'>;

/** The fields of a log record that its source follows from. */
export const SOURCE_FIELDS = ['product', 'host', 'ownNode'] as const;

/** The source of a server's log record, or of what a node says of its cluster, as one string; undefined for everything else. */
export function sourceOf({ kind, form, role, at, stream, fields }: OfSource): string | undefined {
  const { product, host = '', ownNode = '', statement, node } = fields;
  if (kind === 'cluster') {
    const isView = typeof node === 'string' && VIEWS.has(statement);
    return isView ? ['rabbitmq', at.input, '', node].join(SEPARATOR) : undefined;
  }
  if (kind !== 'log' || form !== 'log' || role === 'client' || !SERVERS.has(product)) return undefined;
  const input = stream === undefined ? at.input : `${at.input}:${stream}`;
  return [product, input, host, ownNode].join(SEPARATOR);
}

/** What a node says of the others: that it sees all, or whom it does not see. */
const VIEWS: ReadonlySet<unknown> = new Set(['partition', 'node-running']);

/** The parts of what `sourceOf` gives. */
export function readSource(source: string): EvidenceSource {
  const [product = '', input = '', host = '', ownNode = ''] = source.split(SEPARATOR);
  return { product, input, host, ownNode };
}

/** Adds counts of the same source up, in the order in which sources came. At most 64 sources are kept apart: more are no cluster. */
export function addSource(known: Map<string, SourceCount>, { source, ...other }: SourceCount): void {
  const own = known.get(source);
  if (own) join(own, other);
  else if (known.size < MOST_SOURCES) known.set(source, { source, ...other });
}

/** The same where the sources are a list: of one client there is hardly more than one, and there may be thousands of lists. */
export function listSource(known: SourceCount[], other: SourceCount): void {
  const own = known.find(({ source }) => source === other.source);
  if (own) join(own, other);
  else if (known.length < MOST_SOURCES) known.push({ ...other });
}

function join(own: SourceCount, other: Omit<SourceCount, 'source'>): void {
  own.count += other.count;
  if (other.firstMs !== undefined) own.firstMs = Math.min(own.firstMs ?? other.firstMs, other.firstMs);
  if (other.lastMs !== undefined) own.lastMs = Math.max(own.lastMs ?? other.lastMs, other.lastMs);
}

const MOST_SOURCES = 64;

/** The same for one record. */
export function addRecord(known: Map<string, SourceCount>, record: OfSource & Timed): void {
  const source = sourceOf(record);
  if (source !== undefined) addSource(known, sourceOnce(source, record));
}

type Timed = Pick<Observation, 'atMs'>;

/** A source as one record shows it. */
export function sourceOnce(source: string, { atMs }: Timed): SourceCount {
  return atMs === undefined ? { source, count: 1 } : { source, count: 1, firstMs: atMs, lastMs: atMs };
}

import type { EvidenceContext } from '../model/evidence-context.ts';
import { addRecord, addSource, type SourceCount } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';

const MOST_CLIENTS = 50_000;
/** RabbitMQ names these when a client connects, and leaves some out when it closes the connection. */
const TOLD_OF_CLIENTS = ['user', 'vhost', 'clientName'] as const;

/** The fields that a context reads of a record. */
export const CONTEXT_FIELDS = [
  'library',
  'product',
  'version',
  'level',
  'client',
  ...TOLD_OF_CLIENTS,
] as const;

/** A context as plain data. */
export interface ContextDigest {
  versions: readonly (readonly [string, string])[];
  libraries: readonly string[];
  clients: readonly (readonly [string, Readonly<Record<string, FieldValue>>])[];
  levels: readonly (readonly [string, number])[];
  sources?: readonly SourceCount[];
  firstMs?: number;
  lastMs?: number;
}

/** What is noted of a record. */
export type Noted = Pick<Observation, 'kind' | 'form' | 'role' | 'at' | 'atMs' | 'stream' | 'fields'>;

/** A context to which `note` adds one record, and `join` what another one has learnt from later evidence. */
export interface NotedContext {
  context: EvidenceContext;
  note: (record: Noted) => void;
  digest: (mostClients: number) => ContextDigest;
  join: (digest: ContextDigest) => void;
  /** What stands for all that is known of clients: the same objects, the same. Undefined where records told of some one by one. */
  contentOfClients: () => readonly object[] | undefined;
}

/** Starts an empty context. */
export function createEvidenceContext(): NotedContext {
  const versions = new Map<string, string>();
  const libraries = new Set<string>();
  const levels = new Map<string, number>();
  const sources = new Map<string, SourceCount>();
  const clients = createClients();
  const context: EvidenceContext = {
    versions,
    libraries,
    levels,
    sources,
    get clients() {
      return clients.read();
    },
    firstMs: undefined,
    lastMs: undefined,
  };
  const note = (record: Noted): void => {
    const { fields, atMs } = record;
    const { library, product, version, level, client } = fields;
    if (typeof library === 'string') libraries.add(library);
    if (typeof product === 'string' && typeof version === 'string') versions.set(product, version);
    if (typeof level === 'string') countLevel(levels, level, 1);
    if (typeof client === 'string') clients.note(client, fields);
    if (atMs !== undefined) extend(atMs);
    addRecord(sources, record);
  };
  const extend = (atMs: number): void => {
    context.firstMs = Math.min(context.firstMs ?? atMs, atMs);
    context.lastMs = Math.max(context.lastMs ?? atMs, atMs);
  };
  const digest = (mostClients: number): ContextDigest => ({
    versions: [...versions],
    libraries: [...libraries],
    levels: [...levels],
    sources: [...sources.values()],
    clients: [...clients.read()].slice(-mostClients),
    ...spanOf(context),
  });
  const join = (other: ContextDigest): void => {
    for (const [product, version] of other.versions) versions.set(product, version);
    for (const library of other.libraries) libraries.add(library);
    for (const [level, count] of other.levels) countLevel(levels, level, count);
    for (const source of other.sources ?? []) addSource(sources, source);
    clients.join(other.clients);
    if (other.firstMs !== undefined) extend(other.firstMs);
    if (other.lastMs !== undefined) extend(other.lastMs);
  };
  return { context, note, digest, join, contentOfClients: clients.contentOf };
}

function spanOf({ firstMs, lastMs }: EvidenceContext): Pick<ContextDigest, 'firstMs' | 'lastMs'> {
  return { ...(firstMs === undefined ? {} : { firstMs }), ...(lastMs === undefined ? {} : { lastMs }) };
}

function countLevel(levels: Map<string, number>, level: string, count: number): void {
  levels.set(level, (levels.get(level) ?? 0) + count);
}

/** What clients told of themselves. What digests hold of it is unpacked when somebody asks for it. */
function createClients() {
  const known = new Map<string, Record<string, FieldValue>>();
  let waiting: ContextDigest['clients'][] = [];
  let content: object[] | undefined = [];
  const read = (): typeof known => {
    for (const clients of waiting) for (const [client, fields] of clients) noteClient(known, client, fields);
    waiting = [];
    return known;
  };
  return {
    read,
    note(client: string, fields: Readonly<Record<string, FieldValue>>): void {
      content = undefined;
      noteClient(read(), client, fields);
    },
    join(clients: ContextDigest['clients']): void {
      if (clients.length === 0) return;
      waiting.push(clients);
      content?.push(clients);
    },
    contentOf: (): readonly object[] | undefined => content,
  };
}

function noteClient(
  clients: Map<string, Record<string, FieldValue>>,
  client: string,
  fields: Readonly<Record<string, FieldValue>>,
): void {
  let known = clients.get(client);
  for (const name of TOLD_OF_CLIENTS) {
    const value = fields[name];
    if (value === undefined) continue;
    if (!known) {
      if (clients.size >= MOST_CLIENTS) return;
      clients.set(client, (known = {}));
    }
    known[name] = value;
  }
}

import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResponseLink, StoredEphemeral, StoredFile, StoredView } from './stored-records.ts';

/** A message as the stand-in keeps it. `ts` is its name in its channel, as in Slack. */
export interface StoredMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  broadcast?: boolean;
  text: string;
  blocks: readonly Record<string, unknown>[];
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
  edits: number;
  /** The person who wrote it; absent: the bot. */
  user?: string;
  /** Ids of its files. */
  files?: readonly string[];
  isDeleted?: true;
}

/** What the workspace holds: in memory and, with a folder, in a file that is read again after a restart. */
export interface StandInState {
  /** Everything posted and not deleted, oldest first. */
  messages(): readonly StoredMessage[];
  find(channel: string, ts: string): StoredMessage | undefined;
  keep(message: StoredMessage): void;
  nextTs(): string;
  ephemerals: Collection<StoredEphemeral>;
  files: Collection<StoredFile>;
  views: Collection<StoredView>;
  /** Ids of the open modals of a person, topmost last. */
  stacks: Collection<readonly string[]>;
  links: Collection<ResponseLink>;
  /** Another value after each change. */
  revision(): string;
}

/** Opens the state of a folder. */
export function openState(dataDir: string | undefined, nowMs: () => number): StandInState {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const journal = openJournal(dataDir === undefined ? undefined : join(dataDir, 'slack.jsonl'));
  const kept = new Map<string, StoredMessage>();
  const keyOf = ({ channel, ts }: Pick<StoredMessage, 'channel' | 'ts'>) => `${channel} ${ts}`;
  const start = randomBytes(4).toString('hex');
  let changes = 0;
  const written = (line: object): void => {
    changes++;
    journal.append(line);
  };
  const collectionOf = <T>(collection: string) =>
    createCollection<T>((id, item) => written({ collection, id, item }));
  const collections = {
    ephemerals: collectionOf<StoredEphemeral>('ephemerals'),
    files: collectionOf<StoredFile>('files'),
    views: collectionOf<StoredView>('views'),
    stacks: collectionOf<readonly string[]>('stacks'),
    links: collectionOf<ResponseLink>('links'),
  };
  for (const line of journal.lines()) {
    const { collection, id, item } = line as {
      collection?: keyof typeof collections;
      id?: string;
      item?: never;
    };
    if (collection !== undefined) collections[collection]?.load(id ?? '', item);
    else if ('ts' in line)
      kept.set(keyOf(line as unknown as StoredMessage), line as unknown as StoredMessage);
  }
  let lastUs = latestUs([...kept.values()].map(({ ts }) => ts));
  lastUs = Math.max(lastUs, latestUs(collections.ephemerals.all().map(({ id }) => id)));
  return {
    ...collections,
    messages: () => [...kept.values()].filter(({ isDeleted }) => !isDeleted),
    find(channel, ts) {
      const message = kept.get(keyOf({ channel, ts }));
      return message?.isDeleted ? undefined : message;
    },
    keep(message) {
      kept.set(keyOf(message), message);
      written(message);
    },
    nextTs() {
      lastUs = Math.max(lastUs + 1, Math.round(nowMs() * 1000));
      return (lastUs / 1e6).toFixed(6);
    },
    revision: () => `${start}-${changes}`,
  };
}

/** The latest of timestamps such as `1764241200.000100`, in microseconds; 0 without any. */
function latestUs(stamps: readonly string[]): number {
  return stamps.reduce((latest, ts) => Math.max(latest, Math.round(Number(ts) * 1e6)), 0);
}

/** Items by id, in the order of their first insertion. */
interface Collection<T> {
  get(id: string): T | undefined;
  put(id: string, item: T): void;
  drop(id: string): void;
  all(): readonly T[];
}

/** Makes a collection that reports each change (`undefined`: removed) to `changed`. `load` changes it without a report. */
function createCollection<T>(changed: (id: string, item: T | undefined) => void): Collection<T> & {
  load(id: string, item: T | undefined): void;
} {
  const items = new Map<string, T>();
  const load = (id: string, item: T | undefined): void => {
    if (item === undefined) items.delete(id);
    else items.set(id, item);
  };
  return {
    get: (id) => items.get(id),
    put(id, item) {
      load(id, item);
      changed(id, item);
    },
    drop(id) {
      if (items.delete(id)) changed(id, undefined);
    },
    all: () => [...items.values()],
    load,
  };
}

/** A file of JSON lines that only grows; without a file nothing is kept. */
interface Journal {
  lines(): Record<string, unknown>[];
  append(line: object): void;
}

/** Opens it. A line cut short by a crash is left out when it is read. */
function openJournal(file: string | undefined): Journal {
  return {
    lines() {
      if (file === undefined || !existsSync(file)) return [];
      return readFileSync(file, 'utf8').split('\n').flatMap(parse);
    },
    append(line) {
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

function parse(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = line === '' ? undefined : JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}

import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from './journal.ts';
import { createShelf, type Shelf } from './shelf.ts';
import type { ResponseLink, StoodEphemeral, StoodFile, StoodView } from './stood-records.ts';

/** A message as the stand-in keeps it. `ts` is its name in its channel, as in Slack. */
export interface StoodMessage {
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

/** What stands in the workspace, in memory and, with a folder, in a file that a restart reads again. */
export interface StandInState {
  /** Everything posted and not deleted, oldest first. */
  messages(): readonly StoodMessage[];
  find(channel: string, ts: string): StoodMessage | undefined;
  keep(message: StoodMessage): void;
  nextTs(): string;
  ephemerals: Shelf<StoodEphemeral>;
  files: Shelf<StoodFile>;
  views: Shelf<StoodView>;
  /** Ids of the open modals of a person, topmost last. */
  stacks: Shelf<readonly string[]>;
  links: Shelf<ResponseLink>;
  /** Another value after each change. */
  revision(): string;
}

/** Opens the state of a folder. */
export function openState(dataDir: string | undefined, nowMs: () => number): StandInState {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const journal = openJournal(dataDir === undefined ? undefined : join(dataDir, 'slack.jsonl'));
  const kept = new Map<string, StoodMessage>();
  const keyOf = ({ channel, ts }: Pick<StoodMessage, 'channel' | 'ts'>) => `${channel} ${ts}`;
  const start = randomBytes(4).toString('hex');
  let changes = 0;
  const written = (line: object): void => {
    changes++;
    journal.append(line);
  };
  const shelfOf = <T>(shelf: string) => createShelf<T>((id, thing) => written({ shelf, id, thing }));
  const shelves = {
    ephemerals: shelfOf<StoodEphemeral>('ephemerals'),
    files: shelfOf<StoodFile>('files'),
    views: shelfOf<StoodView>('views'),
    stacks: shelfOf<readonly string[]>('stacks'),
    links: shelfOf<ResponseLink>('links'),
  };
  for (const line of journal.lines()) {
    const { shelf, id, thing } = line as { shelf?: keyof typeof shelves; id?: string; thing?: never };
    if (shelf !== undefined) shelves[shelf]?.load(id ?? '', thing);
    else kept.set(keyOf(line as unknown as StoodMessage), line as unknown as StoodMessage);
  }
  const stamps = [...kept.values()].map(({ ts }) => ts).concat(shelves.ephemerals.all().map(({ id }) => id));
  let lastUs = stamps.reduce((most, ts) => Math.max(most, Math.round(Number(ts) * 1e6)), 0);
  return {
    ...shelves,
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

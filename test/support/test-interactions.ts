import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HalfopenError } from '../../src/errors.ts';
import { ingestLogEvents } from '../../src/ingest/ingest.ts';
import type { Actor, InteractionContext } from '../../src/interactions/interaction-context.ts';
import type { WorkContext } from '../../src/interactions/work/work-context.ts';
import type { ActionOutcome } from '../../src/model/allowed-action.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { AuditEntry } from '../../src/model/audit-entry.ts';
import type { Config } from '../../src/model/config.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { LogEvent } from '../../src/model/log-event.ts';
import type { View } from '../../src/model/view.ts';
import type { Work } from '../../src/model/work.ts';
import type { ActionRequest, FoundMessage, Person, PostedMessage, Reply, Table } from '../../src/ports.ts';
import { createRunbookSearch } from '../../src/runbooks/search-runbooks.ts';
import { compiledBuiltInRunbooks } from './built-in-runbooks.ts';
import { createMemoryChat } from './memory-chat.ts';
import { root } from './run-halfopen.ts';
import { runQueue } from './run-queue.ts';
import { createCheckedTable, testConfig, testContext } from './test-context.ts';

/** 2027-01-15T08:00:00Z */
export const START_MS = 1_800_000_000_000;
export const JANE = 'U0JANE01';
export const BOB = 'U0BOB001';
export const OPS = 'S0OPS001';

const runbooks = compiledBuiltInRunbooks();
const library = { runbooks: () => runbooks, search: createRunbookSearch(runbooks) };

/** One event of a log group in memory. */
export type StoredEvent = LogEvent & { logStream: string };

/** What the test doubles recorded, and what they are to answer. */
interface Recorded {
  works: Work[];
  opened: { triggerId: string; view: View }[];
  published: { userId: string; view: View }[];
  replied: (Reply & { url: string })[];
  /** Members by group; a group that is not there can't be looked up. */
  members: Map<string, readonly string[]>;
  /** How often Slack was asked who belongs to a group. */
  groupLookups: number;
  /** What Slack knows of people. */
  people: Map<string, Person>;
  /** Messages of others, by `ts`. */
  written: Map<string, FoundMessage>;
  /** What other bots have posted. */
  ofBots: (PostedMessage & { channel: string })[];
  /** Uploaded files by id, in chunks. */
  uploads: Map<string, { name: string; chunks: readonly string[]; cutLines?: number }>;
  /** Pages of events by log group, and how long each page takes. */
  logPages: Map<string, readonly (readonly StoredEvent[])[]>;
  pageMs: number;
  /** Periods that were read. */
  /** Actions that were run, and what came of each. */
  runs: ActionRequest[];
  outcome: ActionOutcome;
  readPeriods: { logGroup: string; fromMs: number; toMs: number }[];
}

export type TestInteractions = ReturnType<typeof testInteractions>;

/** A context, and what slow work needs, on tables in memory with a clock that a test turns by hand. Nothing leaves the process. */
export function testInteractions(parts: { table?: Table; config?: Partial<Config> } = {}) {
  const chat = createMemoryChat();
  const table = parts.table ?? createCheckedTable(START_MS);
  const base = testContext({ table, chat, config: { ...testConfig, ...parts.config }, startMs: START_MS });
  const recorded: Recorded = {
    works: [],
    opened: [],
    published: [],
    replied: [],
    members: new Map(),
    groupLookups: 0,
    written: new Map(),
    ofBots: [],
    people: new Map(),
    uploads: new Map(),
    logPages: new Map(),
    pageMs: 0,
    readPeriods: [],
    runs: [],
    outcome: { state: 'succeeded', said: 'closed 1 connection' },
  };
  const context = {
    ...base,
    chat,
    library,
    runbooks,
    worker: { later: async (work) => void recorded.works.push(work) },
    views: {
      open: async (triggerId, view) => void recorded.opened.push({ triggerId, view }),
      publish: async (userId, view) => void recorded.published.push({ userId, view }),
    },
    replies: { send: async (url, reply) => void recorded.replied.push({ url, ...reply }) },
    groups: {
      async members(group) {
        recorded.groupLookups++;
        return recorded.members.get(group) ?? unknown('slack-refused', 'missing_scope', 'none');
      },
    },
    people: { find: async (id) => recorded.people.get(id) },
    actions: {
      async run(request) {
        recorded.runs.push(request);
        return recorded.outcome;
      },
    },
    messages: {
      read: async ({ ts }) => recorded.written.get(ts),
      ofBots: async ({ channel, fromMs }) =>
        recorded.ofBots.filter((one) => one.channel === channel && Number(one.ts) * 1_000 >= fromMs),
    },
    files: {
      async open(fileId) {
        const file =
          recorded.uploads.get(fileId) ?? unknown('slack-refused', 'file_not_found', 'Upload it again.');
        const chunks = (async function* () {
          for (const chunk of file.chunks) {
            base.clock.ms += recorded.pageMs;
            yield Buffer.from(chunk);
          }
        })();
        return { name: file.name, chunks, cutLines: () => file.cutLines ?? 0 };
      },
    },
    logs: {
      async *pages({ logGroup, fromMs, toMs }) {
        recorded.readPeriods.push({ logGroup, fromMs, toMs });
        const pages =
          recorded.logPages.get(logGroup) ??
          unknown(
            'log-group-unknown',
            `There is no log group "${logGroup}".`,
            'Look at its name in CloudWatch.',
          );
        for (const page of pages) {
          base.clock.ms += recorded.pageMs;
          yield page;
        }
      },
    },
  } satisfies InteractionContext & WorkContext & Record<string, unknown>;
  return { ...context, chat, table, recorded };
}

function unknown(code: string, message: string, hint: string): never {
  throw new HalfopenError({ code, message, hint });
}

/** Somebody who asks with all that Slack gives along; each with a request id of their own. */
export function actor(userId = JANE, more: Partial<Actor> = {}): Actor {
  return {
    userId,
    channel: 'C0TEAM01',
    triggerId: `trigger-${userId}`,
    responseUrl: 'https://hooks.slack.com/commands/T0/1/a',
    requestId: `request-${userId}`,
    ...more,
  };
}

/** One client dropped for missed heartbeats, `second` seconds after the start, as RabbitMQ logs it. */
export async function dropClient(
  context: Pick<TestInteractions, 'table'> & ReturnType<typeof testContext>,
  {
    client = '10.0.0.5',
    second = 0,
    logGroup = '/mq/broker.log',
  }: { client?: string; second?: number; logGroup?: string } = {},
): Promise<void> {
  const timestamp = START_MS + second * 1_000;
  const port = 41_000 + (second % 20_000);
  const at = new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  const head = `${at} [error] <0.${port}.0>`;
  const lines = [
    `${head} closing AMQP connection <0.${port}.0> (${client}:${port} -> 10.0.0.9:5672):`,
    `${head} missed heartbeats from client, timeout: 60s`,
  ];
  const events = lines.map((message, i) => ({ id: `${client}:${second}:${i}`, timestamp, message }));
  await ingestLogEvents(context, { logGroup, logStream: 'n1', events });
}

/** An incident that stands in its channel. */
export async function openOne(
  context: TestInteractions,
  about: { client?: string; second?: number; logGroup?: string } = {},
): Promise<Incident> {
  await dropClient(context, about);
  await runQueue(context);
  return theIncident(context, about.client);
}

/** The incident of a client as it is kept now. */
export async function theIncident(
  context: Pick<TestInteractions, 'table' | 'clock'>,
  client = '10.0.0.5',
): Promise<Incident> {
  const items = await context.table.list({ pk: 'incident' }, context.clock.ms);
  const found = items.map(({ body }) => body as Incident).find(({ labels }) => labels['client'] === client);
  if (!found) throw new Error(`no incident of ${client}`);
  return found;
}

/** What the audit holds, the first first. */
export async function auditOf(context: Pick<TestInteractions, 'table' | 'clock'>): Promise<AuditEntry[]> {
  const items = await context.table.list({ pk: 'audit' }, context.clock.ms);
  return items.map(({ head }) => head as unknown as AuditEntry);
}

/** All texts of an answer, a message or a view, joined, without the invisible word joiners: what a reader can see. */
export function seen(shown: Answer | View | object | undefined): string {
  const strings = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
  };
  return strings(shown).join('\n').replaceAll('\u2060', '');
}

/** The buttons of an answer, a message or a view: `action value`. */
export function buttonsOf(shown: object | undefined): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, action_id: action, value: given } = value as Record<string, unknown>;
    if (type === 'button') found.push(`${String(action)} ${String(given)}`);
    Object.values(value).forEach(look);
  };
  look(shown);
  return found;
}

/** The text of a recorded sample. */
export function sample(path: string): string {
  return readFileSync(join(root, 'samples', path), 'utf8');
}

/** The lines of a recorded sample as events of one stream, a second apart. */
export function eventsOf(path: string, logStream = 's1', fromMs = START_MS - 3_600_000): StoredEvent[] {
  return sample(path)
    .trimEnd()
    .split('\n')
    .map((message, i) => ({ id: `${path}:${i}`, timestamp: fromMs + i * 1_000, message, logStream }));
}

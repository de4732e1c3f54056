import type { Engine } from '../../src/engine/triage.ts';
import { ingestLogEvents } from '../../src/ingest/ingest.ts';
import { createMemory } from '../../src/ingest/memory.ts';
import type { Config } from '../../src/model/config.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { LogEvent } from '../../src/model/log-event.ts';
import { putChecked } from '../../src/store/incident-lists.ts';
import { createCountingTable } from '../support/counting-table.ts';
import { createMemoryChat } from '../support/memory-chat.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { simulateLambda } from '../support/simulated-lambda.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const MINUTE_MS = 60_000;
const SLACK_MS = 300;

/** The bot in simulated time, on a table in memory, with Slack answering after 0.3 s. */
export function createStormBot(engine: Engine, startMs: number, brokers = 1) {
  const clock = createVirtualClock(startMs);
  const memory = createMemoryTable();
  const table = createCountingTable(memory);
  const slack = createMemoryChat();
  const did = { slackCalls: 0, firstCardMs: [] as number[] };
  const called = async (): Promise<void> => {
    did.slackCalls++;
    await clock.wait(SLACK_MS);
  };
  const chat: typeof slack = {
    ...slack,
    async post(message) {
      await called();
      if (message.name.key === 'card') did.firstCardMs.push(clock.ms - startMs);
      return slack.post(message);
    },
    update: (message) => called().then(() => slack.update(message)),
  };
  const context = {
    table,
    chat,
    charts: {
      keep: async ({ name }: { name: string }) => ({ fileId: 'F0CHART', altText: name, title: name }),
    },
    queue: { send: async () => undefined },
    config: configOf(brokers),
    nowMs: () => clock.ms,
    engine,
    memory: createMemory(),
  };
  const lambda = simulateLambda(context, clock);
  void putChecked(context, startMs);
  return {
    clock,
    table,
    did,
    lambda,
    /** A process with nothing in its memory takes over. */
    restart: () => void (context.memory = createMemory()),
    deliver: (events: readonly LogEvent[], broker = 0, logStream = 's') =>
      ingestLogEvents(
        { ...context, queue: lambda.queue },
        { logGroup: `/mq-${broker}/broker.log`, logStream, events },
      ),
    incidents: () =>
      memory
        .items()
        .filter(({ pk }) => pk === 'incident')
        .map(({ body }) => body as Incident)
        .filter(({ explainedBy }) => !explainedBy),
  };
}

/** Each broker a system of its own, all in one channel. */
function configOf(brokers: number): Config {
  return {
    routes: [{ name: 'default', match: {}, channel: '#on-call' }],
    sources: Array.from({ length: brokers }, (_, i) => ({
      logGroup: `/mq-${i}/*`,
      role: 'broker' as const,
      system: `mq-${i}`,
    })),
    incidents: {
      quietMs: 30 * MINUTE_MS,
      flapMs: 30 * MINUTE_MS,
      groupWaitMs: 5_000,
      repeatMs: 240 * MINUTE_MS,
      remindMs: 120 * MINUTE_MS,
      evidenceMs: 360 * MINUTE_MS,
      worseFactor: 10,
    },
    channels: { budgetCards: 20, budgetWindowMs: 10 * MINUTE_MS, paceMs: 1_000 },
    ownLogGroups: [],
    longestSilenceMs: 10_080 * MINUTE_MS,
    permissions: {},
    maintenance: [],
    lookups: { mostBytes: 100 << 20, mostMs: 240_000 },
  };
}

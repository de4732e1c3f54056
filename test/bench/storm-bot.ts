import type { Engine } from '../../src/engine/triage.ts';
import { ingestLogEvents } from '../../src/ingest/ingest.ts';
import { createMemory } from '../../src/ingest/memory.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { LogEvent } from '../../src/model/log-event.ts';
import { putChecked } from '../../src/store/incident-lists.ts';
import { createCountingTable } from '../support/counting-table.ts';
import { createMemoryChat } from '../support/memory-chat.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { simulateLambda } from '../support/simulated-lambda.ts';
import { separateBrokers, testConfig } from '../support/test-config.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

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
    outlets: { send: async () => undefined },
    onCall: { find: async () => undefined },
    queue: { send: async () => undefined },
    config: { ...testConfig, sources: separateBrokers(brokers) },
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

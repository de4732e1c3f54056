import { createOnCall } from '../../src/adapters/on-call.ts';
import { createEngine } from '../../src/engine/triage.ts';
import type { IngestContext } from '../../src/ingest/ingest-context.ts';
import { createMemory } from '../../src/ingest/memory.ts';
import type { Config } from '../../src/model/config.ts';
import type { NotifyContext } from '../../src/notify/notify-context.ts';
import type { Charts, Chat, NotifyQueue, Outlets, Table } from '../../src/ports.ts';
import { putChecked } from '../../src/store/incident-lists.ts';
import { compiledBuiltInRunbooks } from './built-in-runbooks.ts';
import { createMemoryTable } from './memory-table.ts';
import { testConfig } from './test-config.ts';

export { separateBrokers, testConfig } from './test-config.ts';

const engine = createEngine(compiledBuiltInRunbooks());

/** Work handed to the queue, in order of its time. */
export interface TestQueue extends NotifyQueue {
  waiting: { id: string; atMs: number }[];
}

/** A table in memory as the first sweep leaves it: its lists of incidents are complete. */
export function createCheckedTable(nowMs: number): ReturnType<typeof createMemoryTable> {
  const table = createMemoryTable();
  void putChecked({ table, nowMs: () => nowMs }, nowMs);
  return table;
}

/** A context on a table in memory with a clock that a test turns by hand. */
export function testContext(
  parts: {
    table?: Table;
    chat?: Chat;
    charts?: Charts;
    outlets?: Outlets;
    config?: Config;
    startMs?: number;
  } = {},
): IngestContext & NotifyContext & { clock: { ms: number }; queue: TestQueue } {
  const clock = { ms: parts.startMs ?? 1_800_000_000_000 };
  const waiting: TestQueue['waiting'] = [];
  const nobody: Chat = {
    post: () => Promise.reject(new Error('this test has no chat')),
    update: () => Promise.reject(new Error('this test has no chat')),
    find: () => Promise.resolve(undefined),
    remove: () => Promise.reject(new Error('this test has no chat')),
  };
  return {
    table: parts.table ?? createCheckedTable(clock.ms),
    chat: parts.chat ?? nobody,
    onCall: createOnCall(parts.config ?? testConfig),
    charts: parts.charts ?? { keep: async ({ name }) => ({ fileId: 'F0CHART', altText: name, title: name }) },
    outlets: parts.outlets ?? { send: () => Promise.reject(new Error('this test has no outlets')) },
    queue: { waiting, send: async (id, delayMs) => void waiting.push({ id, atMs: clock.ms + delayMs }) },
    config: parts.config ?? testConfig,
    nowMs: () => clock.ms,
    engine,
    memory: createMemory(),
    clock,
  };
}

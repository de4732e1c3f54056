import { createEngine } from '../../src/engine/triage.ts';
import type { Config } from '../../src/model/config.ts';
import type { Chat } from '../../src/ports.ts';
import { compiledBuiltInRunbooks } from '../support/built-in-runbooks.ts';
import { createFailingTable } from '../support/failing-table.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { testConfig, testContext } from '../support/test-context.ts';

const CHANNELS = 5;
/** Read once: the files may change while a run of hours goes on. */
const runbooks = compiledBuiltInRunbooks();

type Context = ReturnType<typeof testContext>;

/** The bot on a table in memory that can be killed at a write, and deployed anew. */
export interface Bot {
  table: ReturnType<typeof createMemoryTable>;
  context: Context;
  /** The so-many-th write from now kills the run, before it is done or after. */
  killAt(writes: number, fate: 'kill-before' | 'kill-after'): void;
  /** No kill is due any more; true when none was carried out. */
  spare(): boolean;
  /** Throws away all that a container keeps. Queue, table and clock stay. */
  deploy(): void;
}

/** The configuration of the systems: a broker's log, a client's log and two hosts each, and a few channels that they share. */
export function soakConfig(systems: readonly string[]): Config {
  return {
    ...testConfig,
    routes: systems.map((system, n) => ({
      name: system,
      match: { system },
      channel: `#on-call-${n % CHANNELS}`,
    })),
    sources: systems.flatMap((system) => [
      { logGroup: `/${system}/broker.log`, role: 'broker' as const, system },
      { logGroup: `/${system}/client.log`, role: 'client' as const, system },
      { host: `${system}-*`, role: 'host' as const, system },
    ]),
  };
}

/** Starts the bot. */
export function createBot({
  config,
  chat,
  clock,
}: {
  config: Config;
  chat: Chat;
  clock: { ms: number };
}): Bot {
  const table = createMemoryTable();
  let left = Infinity;
  let fate: 'kill-before' | 'kill-after' = 'kill-before';
  const failing = createFailingTable(table, () => (--left === 0 ? fate : 'fine'));
  const { queue } = testContext();
  queue.send = async (id, delayMs) => void queue.waiting.push({ id, atMs: clock.ms + delayMs });
  const compose = (): Context => ({
    ...testContext({ table: failing, chat, config }),
    engine: createEngine(runbooks),
    nowMs: () => clock.ms,
    clock,
    queue,
  });
  const bot: Bot = {
    table,
    context: compose(),
    killAt(writes, how) {
      left = writes;
      fate = how;
    },
    spare() {
      const isSpared = left > 0;
      left = Infinity;
      return isSpared;
    },
    deploy() {
      bot.context = compose();
    },
  };
  return bot;
}

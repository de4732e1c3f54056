import { describe, expect, it } from 'vitest';
import { createStormBot } from '../../bench/storm-bot.ts';
import { createStormLog } from '../../bench/storm-logs.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const { engine } = testContext();

/** Each broker restarts and drops its clients within a second; its log comes five seconds later, 200 events at a time. */
async function restart(brokers: number, clients: number) {
  const bot = createStormBot(engine, START_MS, brokers);
  const deliverAll = async () => {
    for (let broker = 0; broker < brokers; broker++) {
      const log = createStormLog(broker);
      for (let from = 0; from < clients; from += 100) {
        const dropped = Array.from({ length: Math.min(100, clients - from) }, (_, i) =>
          log.stopped(from + i, START_MS + from),
        );
        await bot.deliver(dropped.flat(), broker);
      }
    }
  };
  bot.clock.at(START_MS + 5_000, () => void deliverAll());
  bot.lambda.sweepUntil(START_MS + 3 * MINUTE_MS);
  await bot.clock.run(START_MS + 3 * MINUTE_MS);
  return bot;
}

function clientsIn(bot: Awaited<ReturnType<typeof restart>>): (number | undefined)[] {
  return bot
    .incidents()
    .map(({ diagnosis }) => diagnosis.concerns?.find(({ label }) => label === 'client')?.count);
}

describe('a restart that drops every client of a broker', () => {
  it('is one incident with a thousand clients, on a card within a minute, and few writes', async () => {
    const bot = await restart(1, 1_000);

    expect(clientsIn(bot)).toEqual([1_000]);
    expect(bot.did.firstCardMs).toHaveLength(1);
    expect(bot.did.firstCardMs[0]).toBeLessThanOrEqual(MINUTE_MS);
    expect(bot.lambda.did.deadLetters).toEqual([]);
    expect(bot.table.writeUnits()).toBeLessThanOrEqual(300);
  });

  it('of ten brokers at once is ten incidents, each on its card within a minute', async () => {
    const bot = await restart(10, 100);

    expect(clientsIn(bot)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(bot.did.firstCardMs).toHaveLength(10);
    expect(Math.max(...bot.did.firstCardMs)).toBeLessThanOrEqual(MINUTE_MS);
    expect(bot.lambda.did.longestChain).toBe(1);
    expect(bot.lambda.did.deadLetters).toEqual([]);
  });
});

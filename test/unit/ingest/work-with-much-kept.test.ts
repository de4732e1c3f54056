import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/detect/digest.ts';
import type { Engine } from '../../../src/engine/triage.ts';
import { createStormBot } from '../../bench/storm-bot.ts';
import { createStormLog } from '../../bench/storm-logs.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const CLIENTS = 14;

/** An engine that counts what a triage is evaluated on: the hits in the digests that it joins. */
function counting(engine: Engine) {
  const work = { hits: 0 };
  const start: Engine['start'] = (options) => {
    const run = engine.start(options);
    const joined: Digest[] = [];
    return {
      ...run,
      join(digest) {
        joined.push(digest);
        run.join(digest);
      },
      occurrences(...given) {
        work.hits = joined.reduce((sum, digest) => sum + hitsIn(digest), 0);
        return run.occurrences(...given);
      },
    };
  };
  return { engine: { ...engine, start }, work };
}

function hitsIn({ buckets }: Digest): number {
  const ofDrops = buckets.filter(({ signal }) => signal.startsWith('missed-heartbeats/'));
  return ofDrops.flatMap(({ parts }) => parts).reduce((sum, { hits }) => sum + hits.length, 0);
}

/** One of fourteen clients is dropped each half minute: what some of the deliveries worked on. */
async function deliveries(count: number, measured: readonly number[]) {
  const { engine, work } = counting(testContext().engine);
  const bot = createStormBot(engine, START_MS);
  const log = createStormLog();
  const found = [];
  for (let n = 0; n < count; n++) {
    const atMs = START_MS + n * 30_000;
    bot.clock.ms = atMs + 1_000;
    const before = bot.table.writeUnits();
    await bot.deliver(log.missed(n % CLIENTS, atMs));
    const [incident] = bot.incidents();
    if (measured.includes(n))
      found.push({ hits: work.hits, writeUnits: bot.table.writeUnits() - before, counted: incident?.count });
  }
  return found;
}

describe('a delivery when much is kept', () => {
  it('is evaluated on three old hits of each client, counts all, and writes as much as before', async () => {
    const [few, many] = await deliveries(130, [59, 129]);

    expect([few?.counted, many?.counted]).toEqual([60, 130]);
    expect(many?.hits).toBe(few?.hits);
    // Three signals, of each client three hits, and those of the two newest minutes.
    expect(many?.hits).toBeLessThanOrEqual(3 * (3 * CLIENTS + 4));
    expect(many?.writeUnits).toBeLessThanOrEqual((few?.writeUnits ?? 0) + 1);
  });
});

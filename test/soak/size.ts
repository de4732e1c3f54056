import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Size, SoakRun } from './soak-run.ts';

const HOUR_MS = 3_600_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Removes what has expired, as the table does by itself, and measures what is left. */
export async function measureSize({ bot, clock, scenario }: SoakRun): Promise<Size> {
  for (const { pk, sk, expiresAtMs } of bot.table.items())
    if (expiresAtMs !== undefined && expiresAtMs <= clock.ms) await bot.table.remove(pk, sk);
  const items = bot.table.items();
  const bytes = items.reduce((sum, item) => sum + JSON.stringify(item).length, 0);
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const hour = Math.round((clock.ms - scenario.startMs) / HOUR_MS);
  return { hour, items: items.length, bytes, heapBytes: heapUsed, rssBytes: rss };
}

import { ingestLogEvents, ingestSnapshot } from '../../src/ingest/ingest.ts';
import { createFactReader, factsOfSnapshot } from './facts.ts';
import { deliveryOf, type Parcel } from './parcels.ts';
import { socketTable } from './records.ts';
import type { SoakSnapshot } from './scenario.ts';
import type { SoakRun } from './soak-run.ts';

const MINUTE_MS = 60_000;
/** An asynchronous invocation is tried again after one minute, and once more after two. */
const RETRIES_MS = [MINUTE_MS, 2 * MINUTE_MS];
const KILLS_IN_1000 = 15;
const MOST_WRITES = 8;

/** A delivery or a snapshot on its way; `tries` counts those that failed. */
export type Arrival = { firstTryMs: number; tries: number } & (
  | { parcel: Parcel }
  | { snapshot: SoakSnapshot }
);

/** Delivers to the bot and, where it was taken, to the oracle. Gives when to try again, when the run was killed. */
export function createDeliverer(run: SoakRun): (arrival: Arrival) => Promise<number | undefined> {
  const readFacts = createFactReader();
  const { clock, oracle, meter, retrying } = run;
  return async (arrival) => {
    const { firstTryMs, tries } = arrival;
    const system = 'parcel' in arrival ? arrival.parcel.system : arrival.snapshot.system;
    const isLast = tries >= RETRIES_MS.length;
    const waiting = retrying.get(system) ?? 0;
    if (tries > 0) retrying.set(system, waiting - 1);
    if (!(await isTaken(run, arrival, isLast))) {
      retrying.set(system, (retrying.get(system) ?? 0) + 1);
      run.done.retries++;
      return clock.ms + (RETRIES_MS[tries] ?? 0);
    }
    const facts = 'parcel' in arrival ? readFacts(arrival.parcel) : factsOfSnapshot(arrival.snapshot);
    oracle.take({ system, facts, firstTryMs, atMs: clock.ms });
    if ('parcel' in arrival) meter.count(clock.ms, 'deliveries', 1);
    else meter.count(clock.ms, 'snapshots', 1);
    return undefined;
  };
}

/** False when the run was killed. Anything else that is thrown is a fault of the bot. */
async function isTaken({ bot, random, clock, meter, done }: SoakRun, arrival: Arrival, isLast: boolean) {
  if (!isLast && random(1_000) < KILLS_IN_1000)
    bot.killAt(1 + random(MOST_WRITES), random(2) === 0 ? 'kill-before' : 'kill-after');
  const { context } = bot;
  try {
    if ('parcel' in arrival) {
      const delivery = deliveryOf(arrival.parcel);
      const isHealthy = arrival.parcel.records.every(({ kind }) => kind === 'healthy');
      meter.count(clock.ms, 'events', delivery.events.length);
      meter.count(clock.ms, 'lines', delivery.events.length);
      await meter.measure(
        clock.ms,
        { of: 'deliveryCpuMs', alike: isHealthy ? 'healthy lines' : undefined },
        () => ingestLogEvents(context, delivery),
      );
    } else {
      const { host, atMs, closeWait } = arrival.snapshot;
      const snapshot = { host, atMs, text: socketTable(host, closeWait) };
      meter.count(clock.ms, 'lines', snapshot.text.split('\n').length);
      await meter.measure(
        clock.ms,
        { of: 'snapshotCpuMs', alike: closeWait === 0 ? 'a healthy host' : undefined },
        () => ingestSnapshot(context, snapshot),
      );
    }
    bot.spare();
    return true;
  } catch (error) {
    if (bot.spare()) throw error;
    done.kills++;
    return false;
  }
}

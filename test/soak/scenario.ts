import { createRandom, pick, type Random } from '../support/random.ts';
import { type Parcel, parcelsOf } from './parcels.ts';
import { alarms, clientTroubles, healthyLines } from './troubles.ts';

const MINUTE_MS = 60_000;
const SNAPSHOT_EVERY_MS = 5 * MINUTE_MS;
const HOSTS = 2;

/** A snapshot of a host's sockets. */
export interface SoakSnapshot {
  system: string;
  host: string;
  atMs: number;
  closeWait: number;
}

/** What a person does, at a moment; to which card is decided then. `lot` chooses it. */
export interface PersonAct {
  atMs: number;
  act: 'acknowledge' | 'silence' | 'resolve' | 'delete-card';
  lot: number;
}

/** A time in which Slack answers badly: with anything that may be tried again, or with refusals that only a person can end. */
export interface Outage {
  fromMs: number;
  toMs: number;
  how: 'mixed' | 'refused';
}

/** All that happens. The last hour and a half has no disturbance, so that everything can be put right. */
export interface Scenario {
  startMs: number;
  endMs: number;
  systems: readonly string[];
  parcels: readonly Parcel[];
  snapshots: readonly SoakSnapshot[];
  acts: readonly PersonAct[];
  deploysMs: readonly number[];
  outages: readonly Outage[];
}

const CALM_MS = 90 * MINUTE_MS;

/** Makes a scenario: the same of the same seed. What happens to one system is the same whatever others there are. */
export function createScenario(options: { seed: number; hours: number; systems: number }): Scenario {
  const { seed, hours } = options;
  const startMs = 1_800_000_000_000;
  const endMs = startMs + hours * 60 * MINUTE_MS;
  const systems = Array.from({ length: options.systems }, (_, n) => `s${n}`);
  const span = { startMs, endMs };
  const random = createRandom(seed * 1_000 + 999);
  return {
    ...span,
    systems,
    parcels: systems.flatMap((system, n) => logsOf(createRandom(seed * 1_000 + n), system, n, span)),
    snapshots: systems.flatMap((system, n) =>
      snapshotsOf(createRandom(seed * 1_000 + n + 500), system, span),
    ),
    acts: actsOf(random, span),
    deploysMs: [...every(random, span, 420, 660)],
    outages: [...every(random, span, 180, 500)].map((fromMs) => ({
      fromMs,
      toMs: fromMs + (1 + random(25)) * MINUTE_MS,
      how: pick(['mixed', 'mixed', 'refused'] as const, random),
    })),
  };
}

interface Span {
  startMs: number;
  endMs: number;
}

function logsOf(random: Random, system: string, n: number, { startMs, endMs }: Span): Parcel[] {
  const batches = [
    ...clientTroubles(random, n, startMs, endMs),
    ...alarms(random, startMs, endMs),
    ...healthyLines(random, n, startMs, endMs),
  ];
  return parcelsOf(random, system, batches).filter(({ arrivesMs }) => arrivesMs < endMs);
}

/** Each host every five minutes. Now and then a program leaks sockets for a while, until it is started anew. */
function snapshotsOf(random: Random, system: string, { startMs, endMs }: Span): SoakSnapshot[] {
  return Array.from({ length: HOSTS }, (_, n) => {
    const host = `${system}-app${n + 1}`;
    const found: SoakSnapshot[] = [];
    let [leakMs, restartMs, growth] = [0, 0, 0];
    for (let atMs = startMs + random(SNAPSHOT_EVERY_MS); atMs < endMs; atMs += SNAPSHOT_EVERY_MS) {
      if (atMs >= restartMs) {
        leakMs = atMs + (60 + random(900)) * MINUTE_MS;
        restartMs = leakMs + (20 + random(240)) * MINUTE_MS;
        growth = 2 + random(6);
      }
      const steps = Math.floor((atMs - leakMs) / SNAPSHOT_EVERY_MS);
      found.push({ system, host, atMs, closeWait: atMs < leakMs ? 0 : Math.min(200, 12 + steps * growth) });
    }
    return found;
  }).flat();
}

function actsOf(random: Random, span: Span): PersonAct[] {
  const acts = ['acknowledge', 'acknowledge', 'silence', 'resolve', 'delete-card'] as const;
  return [...every(random, span, 3, 25)].map((atMs) => ({
    atMs,
    act: pick(acts, random),
    lot: random(1 << 20),
  }));
}

/** Moments with so many minutes between them, none in the calm at the end. */
function* every(random: Random, { startMs, endMs }: Span, least: number, most: number): Generator<number> {
  const gap = () => (least + random(most - least + 1)) * MINUTE_MS + random(MINUTE_MS);
  for (let atMs = startMs + gap(); atMs < endMs - CALM_MS; atMs += gap()) yield atMs;
}

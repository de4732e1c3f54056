import type { StoreFlow } from '../flow.ts';
import type { Config } from '../model/config.ts';

const DAY_MS = 86_400_000;
const MOST_TRIES = 6;
const RETRY_MS = 500;

interface Pace {
  /** Nothing is sent to the channel before this time. */
  nextMs: number;
  /** When the channel's latest cards were granted. */
  cardsMs: readonly number[];
}

/** Takes the channel's next slot for a message; otherwise says how long to wait. */
export async function acquireSlot(flow: StoreFlow, channel: string): Promise<{ waitMs: number }> {
  const { paceMs } = flow.config.channels;
  return changePace(flow, channel, (pace, nowMs) =>
    pace.nextMs > nowMs
      ? { waitMs: pace.nextMs - nowMs }
      : { waitMs: 0, pace: { ...pace, nextMs: nowMs + paceMs } },
  );
}

/** Keeps everybody from a channel for as long as Slack asked. */
export async function backOff(flow: StoreFlow, channel: string, forMs: number): Promise<void> {
  await changePace(flow, channel, (pace, nowMs) => ({
    waitMs: 0,
    pace: { ...pace, nextMs: Math.max(pace.nextMs, nowMs + forMs) },
  }));
}

/**
 * Grants a card of its own within the channel's budget, and counts it at once: so that in a flood only as many incidents
 * wait for their turn as will get one.
 */
export async function reserveCard(flow: StoreFlow, channel: string): Promise<boolean> {
  const { budgetCards } = flow.config.channels;
  const { waitMs } = await changePace(flow, channel, (pace, nowMs) =>
    countRecent(pace.cardsMs, nowMs, flow.config.channels) >= budgetCards
      ? { waitMs: Infinity }
      : { waitMs: 0, pace: { ...pace, cardsMs: [...pace.cardsMs, nowMs].slice(-1_000) } },
  );
  return waitMs !== Infinity;
}

function countRecent(
  timesMs: readonly number[],
  nowMs: number,
  { budgetWindowMs }: Config['channels'],
): number {
  return timesMs.filter((timeMs) => nowMs - timeMs < budgetWindowMs).length;
}

async function changePace(
  { table, nowMs }: StoreFlow,
  channel: string,
  change: (pace: Pace, nowMs: number) => { waitMs: number; pace?: Pace },
): Promise<{ waitMs: number }> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const known = await table.get('channel', channel, nowMs());
    const { waitMs, pace } = change((known?.body as Pace | undefined) ?? { nextMs: 0, cardsMs: [] }, nowMs());
    if (!pace) return { waitMs };
    const item = { pk: 'channel', sk: channel, version: (known?.version ?? 0) + 1, body: pace };
    const expected = known ? { version: known.version } : ('absent' as const);
    if (await table.put({ ...item, expiresAtMs: nowMs() + DAY_MS }, expected, nowMs())) return { waitMs };
  }
  return { waitMs: RETRY_MS };
}

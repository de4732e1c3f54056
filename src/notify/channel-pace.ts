import { HalfopenError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import { changeItem } from '../store/change-item.ts';
import type { StoreContext } from '../store/store-context.ts';

const DAY_MS = 86_400_000;
const RETRY_MS = 500;

interface Pace {
  /** Nothing is sent to the channel before this time. */
  nextMs: number;
  /** The channel's latest cards: when each was reserved, and for which incident. */
  cards: readonly { atMs: number; incident?: string; runbook?: string }[];
  /** What an earlier version kept of them. */
  cardsMs?: readonly number[];
}

/** Acquires the channel's next slot for a message (`waitMs` 0), or returns how many milliseconds to wait for it. */
export async function acquireSlot(context: StoreContext, channel: string): Promise<{ waitMs: number }> {
  const { paceMs } = context.config.channels;
  return changePace(context, channel, (pace, nowMs) =>
    pace.nextMs > nowMs
      ? { waitMs: pace.nextMs - nowMs }
      : { waitMs: 0, pace: { ...pace, nextMs: nowMs + paceMs } },
  );
}

/** Stops all messages to a channel for the time that Slack asked for. */
export async function backOff(context: StoreContext, channel: string, forMs: number): Promise<void> {
  await changePace(context, channel, (pace, nowMs) => ({
    waitMs: 0,
    pace: { ...pace, nextMs: Math.max(pace.nextMs, nowMs + forMs) },
  }));
}

/**
 * Reserves a card for an incident within the channel's budget and that of its runbook, and counts it at once: in a flood, no more incidents wait for a slot
 * than will get a card. Reserved again, because the run that reserved it was killed, it counts once. False when the budget is used up.
 */
export async function reserveCard(
  context: StoreContext,
  channel: string,
  { id: incident, labels: { runbook = '' } }: Pick<Incident, 'id' | 'labels'>,
): Promise<boolean> {
  const { budgetCards, budgetPerRunbook = budgetCards } = context.config.channels;
  const { waitMs } = await changePace(context, channel, (pace, nowMs) => {
    const recent = recentCards(pace, nowMs, context.config.channels);
    if (recent.some((card) => card.incident === incident)) return { waitMs: 0 };
    const alike = recent.filter((card) => card.runbook === runbook);
    if (recent.length >= budgetCards || alike.length >= budgetPerRunbook) return { waitMs: Infinity };
    const reserved = { atMs: nowMs, incident, runbook };
    return { waitMs: 0, pace: { nextMs: pace.nextMs, cards: [...recent, reserved] } };
  });
  return waitMs !== Infinity;
}

function recentCards(
  { cards, cardsMs = [] }: Pace,
  nowMs: number,
  { budgetWindowMs }: Config['channels'],
): Pace['cards'] {
  const all = [...cardsMs.map((atMs) => ({ atMs })), ...cards];
  return all.filter(({ atMs }) => nowMs - atMs < budgetWindowMs);
}

/** While other runs keep changing the pace of the channel, the caller waits. */
async function changePace(
  context: StoreContext,
  channel: string,
  change: (pace: Pace, nowMs: number) => { waitMs: number; pace?: Pace },
): Promise<{ waitMs: number }> {
  let waitMs = 0;
  try {
    await changeItem<Pace>(context, { pk: 'channel', sk: channel, keptMs: DAY_MS }, (known) => {
      const changed = change({ nextMs: 0, cards: [], ...known }, context.nowMs());
      waitMs = changed.waitMs;
      return changed.pace;
    });
  } catch (error) {
    if (!(error instanceof HalfopenError) || error.code !== 'item-contended') throw error;
    return { waitMs: RETRY_MS };
  }
  return { waitMs };
}

import { isBehind } from '../../store/incident-head.ts';
import { findIncident } from '../../store/incident-items.ts';
import { listActive } from '../../store/incident-lists.ts';
import type { StoreContext } from '../../store/store-context.ts';
import { CANARY_SYSTEM } from './canary-config.ts';

/** How often the store is asked. */
const EVERY_MS = 5_000;
/** A card that takes longer counts as missing. The function that waits has five minutes. */
const LONGEST_MS = 240_000;

/** Writes one event into the canary's log group. */
export type WriteLine = (event: { timestamp: number; message: string }) => Promise<void>;

/** Waits; a test's does not. */
export type Sleep = (ms: number) => Promise<void>;

/** Addresses that nobody has (RFC 5737). */
const CONNECTION = '(192.0.2.10:50000 -> 192.0.2.1:5672)';

/**
 * Writes a line as a broker would when it drops a client, and waits until its card stands in Slack. Returns how long that took in
 * milliseconds, or undefined when no card came within four minutes.
 */
export async function runCanary(
  context: StoreContext,
  write: WriteLine,
  sleep: Sleep,
): Promise<number | undefined> {
  const timestamp = context.nowMs();
  const time = new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  const message = `${time} [error] <0.1.0> closing AMQP connection <0.1.0> ${CONNECTION}: missed heartbeats from client, timeout: 60s`;
  await write({ timestamp, message });
  for (let waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += EVERY_MS) {
    await sleep(EVERY_MS);
    if (await isShown(context, timestamp)) return context.nowMs() - timestamp;
  }
  return undefined;
}

/** Whether an incident of the canary was seen at or after that time, and its card shows it. */
async function isShown(context: StoreContext, sinceMs: number): Promise<boolean> {
  for (const head of await listActive(context, CANARY_SYSTEM)) {
    if (head.lastSeenMs < sinceMs || isBehind(head)) continue;
    const incident = await findIncident(context, head.id);
    if (incident?.notified.messages['card']) return true;
  }
  return false;
}

import { LONGEST_CHAIN } from '../../local/aws/lineage.ts';
import { notifyAll } from '../../src/notify/notify-all.ts';
import type { NotifyContext } from '../../src/notify/notify-context.ts';
import { sweep } from '../../src/notify/sweep.ts';
import type { NotifyQueue } from '../../src/ports.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** As in infra/functions.yml and infra/queues.yml. */
const BATCH_SIZE = 10;
const MOST_AT_ONCE = 5;
const MOST_RECEIVES = 5;
const VISIBILITY_MS = 360_000;
/** Sixty seconds, less what the function leaves for its last call. */
const SHIFT_MS = 50_000;

interface Message {
  id: string;
  atMs: number;
  /** How often `notify` had run in the chain that sent it. */
  chain: number;
  receives: number;
}

/** `notify` behind its queue, and the sweep each minute, in simulated time. */
export interface SimulatedLambda {
  /** The queue as a function sees it that is not `notify`. */
  queue: NotifyQueue;
  /** Sends a sweep each minute until a time. */
  sweepUntil(atMs: number): void;
  did: { invocations: number; billedMs: number; longestChain: number; deadLetters: string[] };
}

/** Runs `notify` as Lambda does: in batches, some at once, each chain of invocations at most sixteen long, failures again. */
export function simulateLambda(context: NotifyContext, clock: VirtualClock): SimulatedLambda {
  const waiting: Message[] = [];
  const did: SimulatedLambda['did'] = { invocations: 0, billedMs: 0, longestChain: 0, deadLetters: [] };
  let running = 0;
  const queueOf = (chain: number): NotifyQueue => ({
    async send(id, delayMs) {
      put({ id, atMs: clock.ms + delayMs, chain, receives: 0 });
    },
  });
  const put = (message: Message) => {
    waiting.push(message);
    clock.at(message.atMs, poll);
  };
  const poll = () => {
    while (running < MOST_AT_ONCE) {
      const batch = waiting.filter(({ atMs }) => atMs <= clock.ms).slice(0, BATCH_SIZE);
      if (batch.length === 0) return;
      for (const message of batch) waiting.splice(waiting.indexOf(message), 1);
      void invoke(batch);
    }
  };
  const invoke = async (batch: readonly Message[]) => {
    const chain = Math.max(...batch.map((message) => message.chain)) + 1;
    if (chain > LONGEST_CHAIN) {
      did.deadLetters.push(...batch.map(({ id }) => id));
      return;
    }
    const fromMs = clock.ms;
    running++;
    did.invocations++;
    did.longestChain = Math.max(did.longestChain, chain);
    const failed = new Set<string>();
    const shift = { wait: clock.wait, remainingMs: () => fromMs + SHIFT_MS - clock.ms };
    await notifyAll(
      { ...context, queue: queueOf(chain) },
      batch.map(({ id }) => id),
      shift,
      (id, result) => {
        if ('thrown' in result) failed.add(id);
      },
    );
    did.billedMs += clock.ms - fromMs;
    running--;
    for (const message of batch.filter(({ id }) => failed.has(id))) giveBack(message, fromMs);
    poll();
  };
  const giveBack = (message: Message, receivedMs: number) => {
    const receives = message.receives + 1;
    if (receives >= MOST_RECEIVES) did.deadLetters.push(message.id);
    else put({ ...message, receives, atMs: receivedMs + VISIBILITY_MS });
  };
  const sweepUntil = (atMs: number) => {
    if (clock.ms + 60_000 > atMs) return;
    clock.at(clock.ms + 60_000, () => {
      void sweep({ ...context, queue: queueOf(0) });
      sweepUntil(atMs);
    });
  };
  return { queue: queueOf(0), sweepUntil, did };
}

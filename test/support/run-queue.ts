import type { NotifyFlow } from '../../src/flow.ts';
import { isDigestId, notifyDigest } from '../../src/notify/digest.ts';
import { notifyIncident } from '../../src/notify/notify-incident.ts';
import { sweep } from '../../src/notify/sweep.ts';
import type { TestQueue } from './test-flow.ts';

type TestFlow = NotifyFlow & { clock: { ms: number }; queue: TestQueue };

/** Works the queue off as the notify function does, turning the clock to each message's time; a throw drops the message, as a crash would. */
export async function runQueue(flow: TestFlow, mostMs = 3_600_000): Promise<number> {
  const endMs = flow.clock.ms + mostMs;
  let runs = 0;
  for (;;) {
    const next = earliest(flow.queue);
    if (!next || next.atMs > endMs) return runs;
    flow.queue.waiting.splice(flow.queue.waiting.indexOf(next), 1);
    flow.clock.ms = Math.max(flow.clock.ms, next.atMs);
    runs++;
    try {
      const { retryAfterMs } = isDigestId(next.id)
        ? await notifyDigest(flow, next.id)
        : await notifyIncident(flow, next.id);
      if (retryAfterMs !== undefined) await flow.queue.send(next.id, retryAfterMs);
    } catch {
      // What is lost here the sweep has to find.
    }
  }
}

/** Lets minutes pass, each with a sweep and the queue worked off. */
export async function passMinutes(flow: TestFlow, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    flow.clock.ms += 60_000;
    await sweep(flow).catch(() => undefined);
    await runQueue(flow, 59_000);
  }
}

/** The first of those that come next; sorting all of them for each would make a flood quadratic. */
function earliest({ waiting }: TestQueue): TestQueue['waiting'][number] | undefined {
  let first = waiting[0];
  for (const one of waiting) if (first && one.atMs < first.atMs) first = one;
  return first;
}

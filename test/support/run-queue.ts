import { notifyDigest } from '../../src/notify/digest.ts';
import { isDigestId } from '../../src/notify/digest-items.ts';
import type { NotifyContext } from '../../src/notify/notify-context.ts';
import { type NotifyOutcome, notifyIncident } from '../../src/notify/notify-incident.ts';
import { RECHECK_MS } from '../../src/notify/post-once.ts';
import { sweep } from '../../src/notify/sweep.ts';
import type { TestQueue } from './test-context.ts';

type TestContext = NotifyContext & { clock: { ms: number }; queue: TestQueue };

/** Works the queue off, one run after another, turning the clock to each one's time; a throw drops the message, as a crash would. */
export async function runQueue(context: TestContext, mostMs = 3_600_000): Promise<number> {
  const endMs = context.clock.ms + mostMs;
  let runs = 0;
  for (;;) {
    const next = earliest(context.queue);
    if (!next || next.atMs > endMs) return runs;
    context.queue.waiting.splice(context.queue.waiting.indexOf(next), 1);
    context.clock.ms = Math.max(context.clock.ms, next.atMs);
    runs++;
    try {
      const { retryAfterMs, digest }: Partial<NotifyOutcome> = isDigestId(next.id)
        ? await notifyDigest(context, next.id)
        : await notifyIncident(context, next.id);
      if (retryAfterMs !== undefined) await context.queue.send(next.id, retryAfterMs);
      if (digest !== undefined) await context.queue.send(digest, RECHECK_MS);
    } catch {
      // What is lost here the sweep has to find.
    }
  }
}

/** Lets minutes pass, each with a sweep and the queue worked off. */
export async function passMinutes(context: TestContext, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    context.clock.ms += 60_000;
    await sweep(context).catch(() => undefined);
    await runQueue(context, 59_000);
  }
}

/** The first of those that come next; sorting all of them for each would make a flood quadratic. */
function earliest({ waiting }: TestQueue): TestQueue['waiting'][number] | undefined {
  let first = waiting[0];
  for (const one of waiting) if (first && one.atMs < first.atMs) first = one;
  return first;
}

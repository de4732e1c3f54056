import type { Context } from '@slack/bolt';
import { interact, type Outcome } from '../../../interactions/interact.ts';
import type { Actor, InteractionContext } from '../../../interactions/interaction-context.ts';
import { placeOf } from '../../../interactions/start-work.ts';
import type { Interaction } from '../../../model/work.ts';

/** What came of an interaction, or that it was handed to `answer`, which sends the answer. */
export type TimedOutcome = Outcome & { isHandedOver?: true };

/**
 * Does an interaction until `late` of Bolt's context is aborted. Then it is handed over as work, before the acknowledgement: a
 * container is frozen once it has answered. Calls that this run would still make are refused, so that nothing is done twice.
 */
export async function runInTime(
  context: InteractionContext,
  { late }: Context & { late?: AbortSignal },
  actor: Actor,
  interaction: Interaction,
): Promise<TimedOutcome> {
  if (!late) return interact(context, actor, interaction);
  const done = interact(untilAborted(context, late), actor, interaction);
  const outcome = await Promise.race([done, whenAborted(late)]);
  if (outcome) return outcome;
  done.catch(() => undefined);
  await handOver(context, actor, interaction);
  return { isHandedOver: true };
}

async function handOver(
  { worker }: InteractionContext,
  actor: Actor,
  interaction: Interaction,
): Promise<void> {
  const { userId, requestId, triggerId, channel } = actor;
  await worker.later({
    id: `late-${requestId}`,
    userId,
    place: placeOf(actor) ?? { channel: userId },
    task: {
      do: 'interact',
      interaction,
      requestId,
      ...(triggerId ? { triggerId } : {}),
      ...(channel ? { channel } : {}),
    },
  });
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** The same context, whose ports refuse every call after `signal` is aborted. */
function untilAborted(context: InteractionContext, signal: AbortSignal): InteractionContext {
  const { table, queue, chat, worker, views, replies, groups, messages, people } = context;
  const ports = { table, queue, chat, worker, views, replies, groups, messages, people };
  const guarded = Object.entries(ports).map(([name, port]) => [name, guard(port, signal)]);
  return { ...context, ...(Object.fromEntries(guarded) as typeof ports) };
}

function guard<T extends object>(port: T, signal: AbortSignal): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown =>
        signal.aborted
          ? Promise.reject(new Error('This request was handed over.'))
          : Reflect.apply(member, target, given);
    },
  });
}

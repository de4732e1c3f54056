import { createReadsLike } from '../../src/detect/reads-like.ts';
import type { CataloguedMessage, EventKind } from '../../src/model/message.ts';
import type { Wordings } from '../../src/model/wordings.ts';
import { logged, type Score, type Speakers } from './catalogue.ts';

/** What is logged so low is never judged by how it reads. */
const QUIET_LEVELS = new Set(['debug', 'info', 'notice']);

/**
 * By how people write of events alone, no template at hand: each product as if it were not catalogued. Right is an event that the same
 * runbook speaks for; the last score counts healthy messages that read like nothing.
 */
export function scoreLikeness(
  messages: readonly CataloguedMessage[],
  events: readonly EventKind[],
  wordings: Wordings,
  speakers: Speakers,
): { products: Score[]; healthy: Score } {
  const readsLike = createReadsLike(wordings);
  const healthyEvents = new Set(events.filter(({ healthy }) => healthy).map(({ id }) => id));
  const products = new Map<string, Score>();
  const healthy: Score = { of: 'healthy messages', tried: 0, right: 0 };
  for (const message of messages) {
    const event = QUIET_LEVELS.has(message.level ?? '') ? undefined : readsLike(logged(message));
    if (healthyEvents.has(message.event)) {
      healthy.tried++;
      healthy.right += Number(event === undefined);
    }
    const wanted = speakers.get(message.event);
    if (!wanted || message.doubtful) continue;
    const score = products.get(message.product) ?? { of: message.product, tried: 0, right: 0 };
    const isRight = event !== undefined && [...(speakers.get(event) ?? [])].some((id) => wanted.has(id));
    products.set(message.product, {
      ...score,
      tried: score.tried + 1,
      right: score.right + Number(isRight),
    });
  }
  return { products: [...products.values()].toSorted((a, b) => b.tried - a.tried), healthy };
}

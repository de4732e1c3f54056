import { learnRecords } from '../../src/cli/learn-classifiers.ts';
import { createJudgesRecord } from '../../src/detect/judge-record.ts';
import { createReadsLike, type ReadsLike } from '../../src/detect/reads-like.ts';
import type { CataloguedMessage, EventKind } from '../../src/model/message.ts';
import type { Wordings } from '../../src/model/wordings.ts';
import type { Sample } from '../../src/runbooks/read-samples.ts';
import { logged, type Score, type Speakers } from './catalogue.ts';

/** What is logged so low is never judged by how it reads. */
const QUIET_LEVELS = new Set(['debug', 'info', 'notice']);

/** Levels at which the engine takes a record for an error. */
const ERROR_LEVELS = new Set(['error', 'fatal', 'critical', 'alert', 'emerg', 'err', 'crit', 'severe']);

/** So many parts of the products are left out in turn. */
const PARTS = 8;

/**
 * By how messages read alone, no template at hand: each product is left out when it is learnt what records mean. Right is an event that
 * the same runbook speaks for; the last score counts healthy messages that read like nothing.
 */
export function scoreLikeness(
  messages: readonly CataloguedMessage[],
  events: readonly EventKind[],
  wordings: Wordings,
  samples: readonly Sample[],
  speakers: Speakers,
): { products: Score[]; healthy: Score } {
  const readersOf = readersByProduct(messages, events, wordings, samples);
  const healthyEvents = new Set(events.filter(({ healthy }) => healthy).map(({ id }) => id));
  const products = new Map<string, Score>();
  const healthy: Score = { of: 'healthy messages', tried: 0, right: 0 };
  for (const message of messages) {
    const event = QUIET_LEVELS.has(message.level ?? '')
      ? undefined
      : readersOf.get(message.product)?.(
          logged(message),
          ERROR_LEVELS.has(message.level ?? 'error') ? 'error' : 'record',
        );
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

function readersByProduct(
  messages: readonly CataloguedMessage[],
  events: readonly EventKind[],
  wordings: Wordings,
  samples: readonly Sample[],
): Map<string, ReadsLike> {
  const products = [...new Set(messages.map(({ product }) => product))];
  const parts = Array.from({ length: PARTS }, (_, part) => products.filter((__, i) => i % PARTS === part));
  return new Map(
    parts.flatMap((part) => {
      const others = messages.filter(({ product }) => !part.includes(product));
      const judge = createJudgesRecord(learnRecords(others, events, samples));
      const readsLike = createReadsLike(wordings, judge);
      return part.map((product): [string, ReadsLike] => [product, readsLike]);
    }),
  );
}

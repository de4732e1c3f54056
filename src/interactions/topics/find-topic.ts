import type { Topic } from '../../model/topic.ts';
import { didYouMean } from '../did-you-mean.ts';
import { TCP_STATES } from './tcp-states.ts';
import { WORDS } from './words.ts';

/** From this many words on it is a message, not a misspelt term. */
const MESSAGE_WORDS = 4;

/** All topics that can be explained without evidence. */
export const TOPICS: readonly Topic[] = [...TCP_STATES, ...WORDS];

/** The topic of a term; case, hyphens, underscores and blanks don't matter. */
export function findTopic(typed: string): Topic | undefined {
  const word = plainForm(typed);
  return TOPICS.find(({ name, aliases }) => [name, ...aliases].some((one) => plainForm(one) === word));
}

/** The term nearest to a misspelt one; undefined for a message, and where none is near. */
export function nearTopic(typed: string): string | undefined {
  if (typed.trim().split(/\s+/).length >= MESSAGE_WORDS) return undefined;
  return didYouMean(
    typed,
    TOPICS.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
}

function plainForm(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');
}

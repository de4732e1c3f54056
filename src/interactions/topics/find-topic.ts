import type { Topic } from '../../model/topic.ts';
import { TCP_STATES } from './tcp-states.ts';
import { WORDS } from './words.ts';

/** All that can be explained without evidence. */
export const TOPICS: readonly Topic[] = [...TCP_STATES, ...WORDS];

/** The topic of a word as people write it: case, hyphens, underscores and blanks don't matter. */
export function findTopic(typed: string): Topic | undefined {
  const word = plainForm(typed);
  return TOPICS.find(({ name, aliases }) => [name, ...aliases].some((one) => plainForm(one) === word));
}

function plainForm(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');
}

import type { Topic } from '../../model/topic.ts';
import { didYouMean } from '../did-you-mean.ts';
import { DELIVERY_WORDS } from './delivery-words.ts';
import { TCP_STATES } from './tcp-states.ts';
import { WORDS } from './words.ts';

/** From this many words on it is a message, not a misspelt term. */
const MESSAGE_WORDS = 4;
/** A longer one is a line without blanks, such as a URL or an object. */
const LONGEST_WORD = 30;

/** All topics that can be explained without evidence. */
export const TOPICS: readonly Topic[] = [...TCP_STATES, ...WORDS, ...DELIVERY_WORDS];

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

/** The names of all topics, for who asks for one that there is not. */
export function topicNames(): string {
  return TOPICS.map(({ name }) => name).join(', ');
}

/** Whether it is one word, which tells nothing about an incident: no message. */
export function isSingleWord(typed: string): boolean {
  const words = typed.trim().split(/\s+/);
  return words.length === 1 && typed.trim().length <= LONGEST_WORD;
}

function plainForm(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');
}

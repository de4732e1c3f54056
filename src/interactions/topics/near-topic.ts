import { didYouMean } from '../did-you-mean.ts';
import { TOPICS } from './find-topic.ts';

/** From so many words on it is a message, not a misspelt word of the field. */
const MESSAGE_WORDS = 4;

/** The state or word of the field that a misspelt one comes nearest to; undefined for a message, and where none is near. */
export function nearTopic(typed: string): string | undefined {
  if (typed.trim().split(/\s+/).length >= MESSAGE_WORDS) return undefined;
  return didYouMean(
    typed,
    TOPICS.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
}

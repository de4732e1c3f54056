import type { Concerned } from '../model/diagnosis.ts';
import { counted } from './in-words.ts';

/** Whom one cause touches, in words: `40 clients`, `at least 2,000 client names`. */
export function countedConcerned({ label, count, isLeast }: Omit<Concerned, 'names'>): string {
  const noun = label.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const plural = noun.endsWith('s') ? `${noun}e` : noun;
  return `${isLeast ? 'at least ' : ''}${counted(count, count === 1 ? noun : plural)}`;
}

/** How many a title tells: those of the first label, the most numerous; empty where one alone is concerned. */
export function titleOf(title: string, concerns: readonly Omit<Concerned, 'names'>[] = []): string {
  const [most] = concerns;
  return most && most.count > 1 ? `${title} (${countedConcerned(most)})` : title;
}

import type { Evidence } from '../../model/evidence.ts';
import { isStackFrame } from '../../model/stack-frame.ts';

/** Fewer letters than this say nothing: a rule of asterisks, a lone bracket. */
const LEAST_LETTERS = 8;
/** What a line is judged by. */
const BEGINNING = 200;

/**
 * The first `most` lines of evidence that a person can read something from: no frames of a stack trace, no banners, no line that
 * another one repeats.
 */
export function tellingLines(evidence: readonly Evidence[], most: number): string[] {
  const lines = evidence.map(({ text }) => text.trim()).filter(isTelling);
  return [...new Set(lines)].slice(0, most);
}

function isTelling(line: string): boolean {
  const letters = Array.from(line.slice(0, BEGINNING)).filter(
    (character) => character.toLowerCase() !== character.toUpperCase(),
  );
  return (
    letters.length >= LEAST_LETTERS &&
    !line.includes('***') &&
    !isStackFrame(line.replaceAll("'", '').trimStart())
  );
}

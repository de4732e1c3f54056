import type { Evidence } from '../model/evidence.ts';

/** Evidence as a person reads it: input by input, the most telling first, and in each the lines as they stand there. */
export function inReadingOrder(evidence: readonly Evidence[]): Evidence[] {
  const inputs = [...new Set(evidence.map(({ input }) => input))];
  return inputs.flatMap((input) =>
    evidence.filter((one) => one.input === input).toSorted((a, b) => a.line - b.line),
  );
}

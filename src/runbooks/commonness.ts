import { TYPICAL_TEXT } from '../model/typical-text.ts';

const GRAM = 4;
const WINDOW = 7;

/**
 * How common a text is in ordinary logs, for an index that finds it by the four-byte words of its rarest seven bytes:
 * how often these words stand in typical lines, taken together. 0 is what fixed text of a fault should come to.
 */
export function commonness(text: string): number {
  const counts = gramCounts();
  const costs = gramsOf(text).map((gram) => counts.get(gram) ?? 0);
  if (text.length < WINDOW) return costs.reduce((sum, cost) => sum + cost, 0);
  const windows = costs
    .slice(0, 1 + text.length - WINDOW)
    .map((_, at) => sumOf(costs.slice(at, at + WINDOW - GRAM + 1)));
  return Math.min(...windows);
}

let typical: ReadonlyMap<string, number> | undefined;

function gramCounts(): ReadonlyMap<string, number> {
  if (!typical) {
    const counts = new Map<string, number>();
    for (const gram of gramsOf(TYPICAL_TEXT.toLowerCase())) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    typical = counts;
  }
  return typical;
}

function gramsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - GRAM + 1) }, (_, at) => text.slice(at, at + GRAM));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

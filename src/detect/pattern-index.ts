import type { CompiledSignal } from './compile-signals.ts';
import { type IndexedLiterals, indexLiterals } from './literal-index.ts';
import { shapeOf } from './message-shape.ts';

/**
 * The patterns of all log signals by the literals that make them worth trying. Patterns are numbered as they are written, through all
 * log signals in order. Plain data that depends on the runbooks alone, so that it can be made when the product is built.
 */
export interface PatternIndex {
  literals: IndexedLiterals;
  /** Literal `id` makes worth trying the patterns `wanting[starts[id]]` up to `wanting[starts[id + 1]]`. */
  starts: Int32Array;
  wanting: Int32Array;
  /** Patterns that demand no literal: tried on every text. */
  always: Int32Array;
  /** The number of the first pattern of each log signal. */
  firsts: Int32Array;
  /** Literals too short to be found quickly, which are not looked for in large logs. */
  short: Int32Array;
  /** Literals that only sampled signals want. */
  sampled: Int32Array;
  /** Literals with numbers in them. */
  numbered: Int32Array;
}

/** The signals whose patterns an index numbers. */
export function patternedSignals(signals: readonly CompiledSignal[]): CompiledSignal[] {
  return signals.filter(({ on }) => on === 'log');
}

/** Indexes the patterns of the log signals among these. */
export function indexPatterns(signals: readonly CompiledSignal[]): PatternIndex {
  const byLiteral = new Map<string, number[]>();
  const always: number[] = [];
  const firsts: number[] = [];
  const [short, long, unsampled] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let next = 0;
  for (const signal of patternedSignals(signals)) {
    firsts.push(next);
    for (const { literals, shortLiterals } of signal.patterns()) {
      if (literals.length === 0) always.push(next);
      for (const literal of literals) long.add(literal);
      for (const literal of shortLiterals) short.add(literal);
      for (const literal of [...literals, ...shortLiterals]) {
        if (!signal.sample) unsampled.add(literal);
        const wanting = byLiteral.get(literal);
        if (wanting) wanting.push(next);
        else byLiteral.set(literal, [next]);
      }
      next++;
    }
  }
  const literals = [...byLiteral.keys()];
  const idsWhere = (holds: (literal: string) => boolean) =>
    literals.flatMap((literal, id) => (holds(literal) ? [id] : []));
  const shortIds = idsWhere((literal) => short.has(literal) && !long.has(literal));
  return {
    literals: indexLiterals(literals, shortIds),
    starts: startsOf([...byLiteral.values()]),
    wanting: Int32Array.from([...byLiteral.values()].flat()),
    always: Int32Array.from(always),
    firsts: Int32Array.from(firsts),
    short: Int32Array.from(shortIds),
    sampled: Int32Array.from(idsWhere((literal) => !unsampled.has(literal))),
    numbered: Int32Array.from(idsWhere((literal) => shapeOf(literal) !== literal)),
  };
}

function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  for (const [id, { length }] of lists.entries()) starts[id + 1] = (starts[id] ?? 0) + length;
  return starts;
}

import { type PackedTable, packTexts } from '../model/packed-table.ts';
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
  /** The shapes of the texts of which one occurs where a pattern matches: those of `textIds[textStarts[n]]` up to `textIds[textStarts[n + 1]]`; of none, any text will do. */
  texts: PackedTable;
  textStarts: Int32Array;
  textIds: Int32Array;
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
  const textIds: number[][] = [];
  const idOfText = numbering();
  const [short, long, unsampled] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let next = 0;
  for (const signal of patternedSignals(signals)) {
    firsts.push(next);
    for (const { texts, literals, shortLiterals } of signal.patterns()) {
      textIds.push(texts.map((text) => idOfText.of(shapeOf(text))));
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
    texts: packTexts(idOfText.all()),
    textStarts: startsOf(textIds),
    textIds: Int32Array.from(textIds.flat()),
    starts: startsOf([...byLiteral.values()]),
    wanting: Int32Array.from([...byLiteral.values()].flat()),
    always: Int32Array.from(always),
    firsts: Int32Array.from(firsts),
    short: Int32Array.from(shortIds),
    sampled: Int32Array.from(idsWhere((literal) => !unsampled.has(literal))),
    numbered: Int32Array.from(idsWhere((literal) => shapeOf(literal) !== literal)),
  };
}

/** Numbers texts in the order in which they first come. */
function numbering(): { of(text: string): number; all(): string[] } {
  const ids = new Map<string, number>();
  return {
    of(text) {
      const id = ids.get(text) ?? ids.size;
      ids.set(text, id);
      return id;
    },
    all: () => [...ids.keys()],
  };
}

function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  for (const [id, { length }] of lists.entries()) starts[id + 1] = (starts[id] ?? 0) + length;
  return starts;
}

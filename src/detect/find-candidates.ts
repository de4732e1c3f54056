import { bisectRight } from 'd3-array';
import { type PackedTable, textOf } from '../model/packed-table.ts';
import { rememberRecent } from '../remember-recent.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { literalAt } from './index/literal-text.ts';
import type { LiteralIndex } from './literal-index.ts';
import type { Candidate } from './match-text.ts';
import { MOST_SHAPES, mayRecur, shapeOf } from './message-shape.ts';
import { type PatternIndex, patternedSignals } from './pattern-index.ts';
import type { RecordPattern } from './record-pattern.ts';
import { searchedText } from './searched-text.ts';

/** The patterns worth trying on each of some texts, in the order in which they are written. */
export type FindCandidates = (texts: readonly string[]) => (readonly Candidate[])[];

/** A literal with numbers in it, and what it makes worth trying. */
interface Numbered {
  literal: string;
  shape: string;
  wanting: Int32Array;
}

/** What is worth trying on all texts of one shape, and what only on those that hold certain numbers. */
interface OfShape {
  candidates: readonly Candidate[];
  numbered: readonly { literal: string; candidates: readonly Candidate[] }[];
}

const NOTHING: OfShape = { candidates: [], numbered: [] };

/** Makes a finder. A log says the same with other numbers again and again, so each shape of message is looked up once. */
export function createFindCandidates(
  signals: readonly CompiledSignal[],
  patterns: PatternIndex,
  index: LiteralIndex,
): FindCandidates {
  const known = rememberRecent<string, OfShape>(MOST_SHAPES);
  const lookUp = createLookUp(patterns, index, createCandidateAt(signals, patterns));
  return (texts) => {
    const shapes = texts.map(shapeOf);
    const found = shapes.map((shape) => known.get(shape));
    const fresh = lookUp([...new Set(shapes.filter((_, i) => !found[i]))]);
    for (const [shape, ofShape] of fresh) if (mayRecur(shape)) known.set(shape, ofShape);
    return texts.map((text, i) => ofText(text, found[i] ?? fresh.get(shapes[i] ?? '') ?? NOTHING));
  };
}

function ofText(text: string, { candidates, numbered }: OfShape): readonly Candidate[] {
  if (numbered.length === 0) return candidates;
  const lower = searchedText(text).toLowerCase();
  const further = numbered.filter(({ literal }) => lower.includes(literal));
  if (further.length === 0) return candidates;
  return inOrder(new Set([...candidates, ...further.flatMap((one) => one.candidates)]));
}

function createLookUp(
  patterns: PatternIndex,
  index: LiteralIndex,
  candidateAt: (order: number) => Candidate,
): (shapes: readonly string[]) => Map<string, OfShape> {
  const numbered = numberedLiterals(patterns);
  const textShape = createTextAt(patterns.texts);
  return (shapes) => {
    const wanting = wantingOf(shapes, patterns, index);
    return new Map(
      shapes.map((shape, i) => {
        const lower = searchedText(shape).toLowerCase();
        const holdsOneOf = createHoldsOneOf(patterns, (id) => lower.includes(textShape(id)));
        // Only of patterns of which a text stands there is more read.
        const possible = (orders: Iterable<number>) =>
          [...orders]
            .filter(holdsOneOf)
            .toSorted((a, b) => a - b)
            .map(candidateAt)
            .filter(({ meetsShape }) => !meetsShape || mayMeet(meetsShape, shape));
        const ofNumbers = numbered
          .filter((one) => lower.includes(one.shape))
          .map(({ literal, wanting: some }) => ({ literal, candidates: possible(some) }))
          .filter(({ candidates }) => candidates.length > 0);
        return [shape, { candidates: possible(wanting[i] ?? []), numbered: ofNumbers }];
      }),
    );
  };
}

/** Texts by their places, each decoded once. */
function createTextAt(texts: PackedTable): (id: number) => string {
  const known: string[] = [];
  return (id) => (known[id] ??= textOf(texts, id));
}

/** Whether a pattern may match where `holds` says of each text whether it stands there; it is asked once for each. */
function createHoldsOneOf(
  { textStarts, textIds }: PatternIndex,
  holds: (id: number) => boolean,
): (order: number) => boolean {
  const known = new Map<number, boolean>();
  const holdsText = (id: number): boolean => {
    const held = known.get(id) ?? holds(id);
    known.set(id, held);
    return held;
  };
  return (order) => {
    const ids = textIds.subarray(textStarts[order], textStarts[order + 1]);
    return ids.length === 0 || ids.some(holdsText);
  };
}

function mayMeet(pattern: RecordPattern, shape: string): boolean {
  try {
    return pattern(shape) !== undefined;
  } catch {
    // It is noted when the text itself is tried.
    return true;
  }
}

function inOrder(candidates: Iterable<Candidate>): Candidate[] {
  return [...candidates].toSorted((a, b) => a.order - b.order);
}

/** Makes each pattern ready when it is first worth trying. */
function createCandidateAt(
  signals: readonly CompiledSignal[],
  { firsts }: PatternIndex,
): (order: number) => Candidate {
  const patterned = patternedSignals(signals);
  const known = new Map<number, Candidate>();
  const make = (order: number): Candidate => {
    const at = bisectRight(firsts, order) - 1;
    const signal = patterned[at];
    const pattern = signal?.patternAt(order - (firsts[at] ?? 0));
    if (!signal || !pattern) throw new RangeError(`the index of patterns is of other runbooks: no ${order}`);
    const { match, meetsShape } = pattern;
    return { signal, match, meetsShape, order };
  };
  return (order) => {
    const candidate = known.get(order) ?? make(order);
    known.set(order, candidate);
    return candidate;
  };
}

function numberedLiterals({ literals, numbered, ...patterns }: PatternIndex): Numbered[] {
  return Array.from(numbered, (id) => {
    const literal = literalAt(literals.text, id);
    return { literal, shape: shapeOf(literal), wanting: wantingLiteral(patterns, id) };
  });
}

function wantingLiteral(
  { starts, wanting }: Pick<PatternIndex, 'starts' | 'wanting'>,
  id: number,
): Int32Array {
  return wanting.subarray(starts[id], starts[id + 1]);
}

/** The patterns whose literals occur in each text. All texts are laid into one buffer, over which the literal index runs once. */
function wantingOf(texts: readonly string[], patterns: PatternIndex, index: LiteralIndex): Set<number>[] {
  const { bytes, starts } = layOut(texts);
  const wanting = texts.map(() => new Set(patterns.always));
  index.scan(bytes, 0, bytes.length, (literal, offset) => {
    const ofThis = wanting[bisectRight(starts, offset) - 1];
    for (const order of wantingLiteral(patterns, literal)) ofThis?.add(order);
  });
  return wanting;
}

function layOut(given: readonly string[]): { bytes: Uint8Array; starts: number[] } {
  const encoder = new TextEncoder();
  const texts = given.map(searchedText);
  const lengths = texts.map(({ length }) => length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + 3 * length + 1, 0));
  const starts: number[] = [];
  let end = 0;
  for (const text of texts) {
    starts.push(end);
    end += encoder.encodeInto(text, bytes.subarray(end)).written;
    bytes[end++] = 10;
  }
  return { bytes: bytes.subarray(0, end), starts };
}

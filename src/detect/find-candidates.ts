import { rememberRecent } from '../remember-recent.ts';
import type { LiteralIndex } from './literal-index.ts';
import type { Candidate } from './match-text.ts';
import { MOST_SHAPES, mayRecur, shapeOf } from './message-shape.ts';
import type { RecordPattern } from './record-pattern.ts';
import { searchedText } from './searched-text.ts';

/** The patterns worth trying on each of some texts, in the order in which they are written. */
export type FindCandidates = (texts: readonly string[]) => (readonly Candidate[])[];

interface Patterns {
  index: LiteralIndex;
  /** The literals of the index, in lower case, and the patterns that each makes worth trying. */
  literals: readonly string[];
  byLiteral: readonly (readonly Candidate[])[];
  /** Patterns that demand no literal: tried on every text. */
  always: readonly Candidate[];
}

/** A literal with numbers in it, and what it makes worth trying. */
interface Numbered {
  literal: string;
  shape: string;
  candidates: readonly Candidate[];
}

/** What is worth trying on all texts of one shape, and what only on those that hold certain numbers. */
interface OfShape {
  candidates: readonly Candidate[];
  numbered: readonly Numbered[];
}

const NOTHING: OfShape = { candidates: [], numbered: [] };

/** Makes a finder. A log says the same with other numbers again and again, so each shape of message is looked up once. */
export function createFindCandidates(patterns: Patterns): FindCandidates {
  const known = rememberRecent<string, OfShape>(MOST_SHAPES);
  const lookUp = createLookUp(patterns);
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

function createLookUp(patterns: Patterns): (shapes: readonly string[]) => Map<string, OfShape> {
  const numbered = numberedLiterals(patterns);
  const shapeOfNeeded = rememberShapes();
  return (shapes) => {
    const wanting = wantingOf(shapes, patterns);
    return new Map(
      shapes.map((shape, i) => {
        const lower = searchedText(shape).toLowerCase();
        const holds = (needed: string) => lower.includes(shapeOfNeeded(needed));
        const isPossible = ({ texts, meetsShape }: Candidate) =>
          (texts.length === 0 || texts.some(holds)) && (!meetsShape || mayMeet(meetsShape, shape));
        const ofNumbers = numbered
          .filter((one) => lower.includes(one.shape))
          .map((one) => ({ ...one, candidates: one.candidates.filter(isPossible) }))
          .filter((one) => one.candidates.length > 0);
        return [shape, { candidates: inOrder((wanting[i] ?? []).filter(isPossible)), numbered: ofNumbers }];
      }),
    );
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

function rememberShapes(): (text: string) => string {
  const shapes = new Map<string, string>();
  return (text) => {
    const known = shapes.get(text) ?? shapeOf(text);
    shapes.set(text, known);
    return known;
  };
}

function numberedLiterals({ literals, byLiteral }: Patterns): Numbered[] {
  return literals.flatMap((literal, id) => {
    const shape = shapeOf(literal);
    return shape === literal ? [] : [{ literal, shape, candidates: byLiteral[id] ?? [] }];
  });
}

/** The patterns whose literals occur in each text. All texts are laid into one buffer, over which the literal index runs once. */
function wantingOf(texts: readonly string[], { index, byLiteral, always }: Patterns): Candidate[][] {
  const { bytes, starts } = layOut(texts);
  const wanting = texts.map(() => new Set(always));
  index.scan(bytes, 0, bytes.length, (literal, offset) => {
    const ofThis = wanting[textAt(starts, offset)];
    for (const candidate of byLiteral[literal] ?? []) ofThis?.add(candidate);
  });
  return wanting.map((candidates) => [...candidates]);
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

function textAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

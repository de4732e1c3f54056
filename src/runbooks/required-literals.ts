import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { DemandedTexts } from '../model/runbook.ts';
import { TYPICAL_TEXT } from '../model/typical-text.ts';

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** Sets of alternatives grow by multiplication; beyond this many the parts are taken apart instead. */
const MOST_ALTERNATIVES = 24;

/** A pattern of many branches may demand so many texts, one of which must occur. */
const MOST_TEXTS = 64;

/** Shorter texts have words that overlap their ends, so the index finds them slowly. */
const SHORTEST_USEFUL = 7;

/** What a text that the index finds slowly is charged, in the measure of `commonness`. */
const COSTLY = 30;

/**
 * The fixed texts of which one must occur in whatever a regex matches, lower-cased; empty when it demands none.
 * Neighbouring alternatives are joined (`CONNECTION[_-]FORCED` gives two texts), and of several candidates the one is
 * taken that ordinary log lines hold least often, then the one whose shortest text is longest.
 */
export function requiredLiterals(source: string): string[] {
  return textsOf(source)?.best ?? [];
}

/** All fixed texts that a regex demands, so that of most records it need not be run. */
export function demandedTexts(source: string): DemandedTexts {
  const { best = [], whole, sets } = textsOf(source) ?? {};
  if (whole && isPlain(source)) return { oneOf: whole, isAll: true };
  const together = sets?.map((some) => some.slice(0, MOST_SETS)) ?? [];
  const saysMore = together.every(({ length }) => length > 0) && together.some(({ length }) => length > 1);
  return { oneOf: best, ...(saysMore ? { together } : {}) };
}

/** Of a long alternative so many sets of texts are looked for. */
const MOST_SETS = 6;

function textsOf(source: string): Texts | undefined {
  if (isOfRe2Alone(source)) return undefined;
  return ofAlternatives(parser.parsePattern(source.replaceAll('(?P<', '(?<')).alternatives);
}

/** Whether nothing in it asks where a text stands, or in what case, or captures it. */
function isPlain(source: string): boolean {
  const asks = ['\\', '^', '$', '(?'];
  return !asks.some((one) => source.replaceAll('(?:', '(').includes(one)) && !hasCapture(source);
}

function hasCapture(source: string): boolean {
  return source.replaceAll('(?:', '').includes('(');
}

/** What means something else in RE2 than in JavaScript, whose syntax is read here: escapes, and classes by name. */
const RE2_ESCAPES = ['\\Q', '\\A', '\\z', '\\C', '\\p', '\\P', '\\a', '\\x{'];
const RE2_CLASSES = 'alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'
  .split(' ')
  .flatMap((name) => [`[:${name}:]`, `[:^${name}:]`]);
const BACKSLASH = '\\\\';

function isOfRe2Alone(source: string): boolean {
  const escapes = source.replaceAll(BACKSLASH, '');
  return [...RE2_ESCAPES, ...RE2_CLASSES].some((one) => escapes.includes(one));
}

/**
 * `best`: one of these must occur. `whole`: the element matches exactly one of these and nothing else. `sets`: for each of its
 * alternatives, sets of texts of each of which one must occur.
 */
interface Texts {
  best?: string[];
  whole?: string[];
  sets?: string[][][];
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): Texts {
  const parts = alternatives.map((alternative) => ofSequence(alternative.elements));
  return {
    ...union('best', parts),
    ...union('whole', parts),
    sets: parts.flatMap(({ sets = [[]] }) => sets),
  };
}

function union(key: 'best' | 'whole', parts: readonly Texts[]): Texts {
  const all = new Set<string>();
  for (const part of parts) {
    const texts = part[key];
    if (texts === undefined) return {};
    for (const text of texts) all.add(text);
  }
  return all.size <= (key === 'best' ? MOST_TEXTS : MOST_ALTERNATIVES) ? { [key]: [...all] } : {};
}

function ofSequence(elements: readonly AST.Element[]): Texts {
  const candidates: string[][] = [];
  const sets: string[][] = [];
  let run: string[] = [''];
  let isWhole = true;
  const endRun = (): void => {
    if (Math.min(...run.map((text) => text.trim().length)) > 2) candidates.push(run);
    if (shortest(run) > 1) sets.push(run);
    run = [''];
  };
  for (const element of elements) {
    const { whole, best, sets: inner = [] } = ofElement(element);
    if (best) candidates.push(best);
    if (whole === undefined) sets.push(...(inner.length === 1 ? inner.flat() : best ? [best] : []));
    if (whole === undefined) {
      isWhole = false;
      endRun();
    } else if (run.length * whole.length <= MOST_ALTERNATIVES) {
      run = [...new Set(run.flatMap((left) => whole.map((right) => left + right)))];
    } else {
      isWhole = false;
      endRun();
      run = whole;
    }
  }
  const whole = isWhole ? { whole: run } : {};
  endRun();
  const best = candidates.toSorted(byUse)[0];
  return { ...whole, ...(best ? { best } : {}), sets: [sets] };
}

function ofElement(element: AST.Element): Texts {
  switch (element.type) {
    case 'Character':
      return isFindable(element.value) ? { whole: [String.fromCharCode(element.value).toLowerCase()] } : {};
    case 'Assertion':
      return { whole: [''] };
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives);
    case 'CharacterClass':
      return ofClass(element);
    case 'Quantifier':
      return ofQuantifier(element);
    default:
      return {};
  }
}

function ofClass({ negate, elements }: AST.CharacterClass): Texts {
  const characters = elements.map((one) =>
    one.type === 'Character' && isFindable(one.value)
      ? String.fromCharCode(one.value).toLowerCase()
      : undefined,
  );
  const known = characters.filter((one) => one !== undefined);
  return negate || known.length < characters.length || known.length > 4 ? {} : { whole: [...new Set(known)] };
}

function ofQuantifier({ min, max, element }: AST.Quantifier): Texts {
  if (min === 0 && max > 1) return {};
  const { whole, best, sets } = ofElement(element);
  if (min === 0) return whole ? { whole: ['', ...whole] } : {};
  return {
    ...(best ? { best } : whole && max === 1 ? { best: whole } : {}),
    ...(max === 1 && whole ? { whole } : {}),
    ...(sets ? { sets } : {}),
  };
}

/** ASCII that stands in the bytes of a log as it stands in its text: JSON escapes quotes, backslashes and controls. */
function isFindable(code: number): boolean {
  return code >= 0x20 && code < 0x7f && code !== 0x22 && code !== 0x5c;
}

/** Least often in ordinary lines first; then not too short; then the longest of the shortest. */
function byUse(one: readonly string[], other: readonly string[]): number {
  return frequency(one) - frequency(other) || shortest(other) - shortest(one) || one.length - other.length;
}

function frequency(texts: readonly string[]): number {
  return Math.max(...texts.map(commonness)) + (shortest(texts) < SHORTEST_USEFUL ? COSTLY : 0);
}

function shortest(texts: readonly string[]): number {
  return Math.min(...texts.map((text) => text.length));
}

const GRAM = 4;

const WINDOW = 7;

/**
 * How common a text is in ordinary logs, for an index that finds it by the four-byte words of its rarest seven bytes:
 * how often these words stand in typical lines, taken together. 0 is what fixed text of a fault should come to.
 */
function commonness(text: string): number {
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

import { fillBlanks } from '../diagnose/fill-blanks.ts';
import { isPlural } from '../model/agree-in-number.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Runbook } from '../model/runbook.ts';
import { blanksIn, parseText, type TextPart } from '../model/text-template.ts';
import { proseOf } from '../runbooks/blanks.ts';

/** Stands for any value that reads well. */
const A_VALUE = 'value';

type Values = ReadonlyMap<string, readonly FieldValue[]>;

/**
 * What reads badly in a runbook's texts where a diagnosis has all its facts, each alone, or none: one message for each text and fault.
 * Blanks without words are always known, so they are filled in any case.
 */
export function proveTexts(runbook: Runbook, { facts }: Pick<Diagnosis, 'facts'>): string[] {
  const known = valuesOf(facts);
  const faults = new Set<string>();
  for (const { path, text } of proseOf(runbook)) {
    if (!text.includes('{')) continue;
    const parts = parseText(text);
    for (const values of choicesFor(parts, known)) {
      const filled = fillBlanks(text, values);
      const fault = blemishIn(filled, wordsOf(parts));
      if (fault) faults.add(`${path.join('.')} reads badly (${fault}): ${filled.trim()}`);
    }
  }
  return [...faults];
}

/** The facts of a diagnosis; what has a blemish of its own, such as a term with braces, is replaced by a plain word. */
function valuesOf(facts: Diagnosis['facts']): Values {
  return new Map(
    Object.entries(facts).map(([name, value]) => {
      const all = facts[`all${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? value;
      return [name, [all].flat().map((one) => (blemishIn(String(one), '') ? A_VALUE : one))];
    }),
  );
}

function choicesFor(parts: readonly TextPart[], known: Values): Values[] {
  const needed = new Set(neededIn(parts));
  if ([...needed].some((name) => !known.has(name))) return [];
  const named = [...new Set(blanksIn(parts).map(({ name }) => name))].filter((name) => known.has(name));
  const only = (names: readonly string[], change: (values: readonly FieldValue[]) => readonly FieldValue[]) =>
    new Map(
      [...known].flatMap(([name, values]): [string, readonly FieldValue[]][] =>
        needed.has(name) || names.includes(name) ? [[name, change(values)]] : [],
      ),
    );
  return [
    known,
    only([], asTheyAre),
    ...named.flatMap((name) => [only([name], asTheyAre), only([name], asOne)]),
  ];
}

function asTheyAre(values: readonly FieldValue[]): readonly FieldValue[] {
  return values;
}

/** Counts of one are where the singular fails. */
function asOne(values: readonly FieldValue[]): readonly FieldValue[] {
  return typeof values[0] === 'number' ? [1] : values.slice(0, 1);
}

function neededIn(parts: readonly TextPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'blank' && part.fallback === undefined ? [part.name] : []));
}

const MARKS = [' ,', ' .', ' ;', ' )'];
const NOTHING = ['()', "''", '""'];
const UNITS = new Set(['s', 'ms', 'KiB', 'MiB', 'GiB', 'bytes', 'messages']);

/** The first thing in a filled text that nobody would write, unless its author did; undefined where it reads well. */
function blemishIn(filled: string, written: string): string | undefined {
  const isNew = (what: string) => countOf(filled, what) > countOf(written, what);
  if (isOpen(filled)) return 'a raw blank';
  if (filled.trim().includes('  ')) return 'two spaces';
  const mark = MARKS.find((one) => filled.includes(one) && !written.includes(one));
  if (mark !== undefined) return `a space before "${mark.trim()}"`;
  const nothing = NOTHING.find(isNew);
  if (nothing !== undefined) return `${nothing} around nothing`;
  if (isNew('unknown')) return '"unknown"';
  return blemishInWords(filled.split(' ').map(withoutMarks), written);
}

function blemishInWords(words: readonly string[], written: string): string | undefined {
  for (const [at, word] of words.entries()) {
    const next = words[at + 1] ?? '';
    if (word === '1' && isPlural(next) && !written.includes(`1 ${next}`)) return `1 ${next}`;
    if (UNITS.has(word) && word === next) return `${word} ${next}`;
    if (UNITS.has(next) && [...UNITS].some((unit) => isAmount(word, unit))) return `${word} ${next}`;
  }
  return undefined;
}

/** What the author wrote to be read in any case: without the words for unknown values. */
function wordsOf(parts: readonly TextPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'words') return part.words;
      return part.kind === 'optional' ? wordsOf(part.parts) : A_VALUE;
    })
    .join('');
}

function withoutMarks(word: string): string {
  const end = word.split('').findIndex((one) => ',.;:)'.includes(one));
  return end < 0 ? word : word.slice(0, end);
}

/** `60s`: a number with its unit. */
function isAmount(word: string, unit: string): boolean {
  const number = word.slice(0, -unit.length);
  return word.endsWith(unit) && number !== '' && !Number.isNaN(Number(number));
}

/** `{name|` or `{name}`; `{heartbeat, 60}` is code. */
function isOpen(text: string): boolean {
  return parseText(text).some(({ kind }) => kind === 'blank');
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

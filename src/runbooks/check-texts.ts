import { isCount, isMeasure, isPlural, isPluralVerb, ofOne } from '../model/agree-in-number.ts';
import { BLANK } from '../model/blank.ts';
import type { Runbook } from '../model/runbook.ts';
import { parseText, type TextPart } from '../model/text-template.ts';
import { proseOf } from './blanks.ts';

type Blank = Extract<TextPart, { kind: 'blank' }>;
type Refuse = (message: string) => void;

/** Blanks that stand side by side, of which the first known is shown, with what stands around them. */
interface Place {
  blanks: readonly Blank[];
  before: string;
  /** All that follows, blanks shown as `x`. */
  after: string;
}

/** Refuses texts that read badly with a value, or without it. */
export function checkTexts(
  runbook: Runbook,
  report: (path: readonly PropertyKey[], message: string) => void,
): void {
  for (const { path, text } of proseOf(runbook)) {
    if (!text.includes('{') && !text.includes('[')) continue;
    checkParts(parseText(withoutCommand(text, commandAt(runbook, path))), (message) => report(path, message));
  }
}

/** The command that a text of a step stands beside. */
function commandAt({ steps }: Runbook, [list, at]: readonly PropertyKey[]): string {
  return list === 'steps' ? (steps[Number(at)]?.command ?? '') : '';
}

/** What a text repeats of the command beside it is shown as it is there. */
function withoutCommand(text: string, command: string): string {
  return [...command.matchAll(BLANK)].reduce((left, [blank]) => left.replaceAll(blank, 'x'), text);
}

function checkParts(parts: readonly TextPart[], refuse: Refuse): void {
  for (const place of placesIn(parts)) {
    checkEmptyBrackets(place, refuse);
    checkUnit(place, refuse);
    checkNumber(place, refuse);
  }
  for (const part of parts) {
    if (part.kind === 'words') checkOpen(part.words, refuse);
    else if (part.kind === 'optional') checkParts(part.parts, refuse);
    else if (part.fallback) {
      checkFallback(part, part.fallback, refuse);
      checkParts(part.fallback, refuse);
    }
  }
}

function placesIn(parts: readonly TextPart[]): Place[] {
  const places: Place[] = [];
  parts.forEach((part, at) => {
    if (part.kind !== 'blank' || parts[at - 1]?.kind === 'blank') return;
    const rest = parts.slice(at);
    const end = rest.findIndex(({ kind }) => kind !== 'blank');
    const before = parts[at - 1];
    places.push({
      blanks: (end < 0 ? rest : rest.slice(0, end)).filter((one) => one.kind === 'blank'),
      before: before?.kind === 'words' ? before.words : '',
      after: end < 0 ? '' : rest.slice(end).map(plain).join(''),
    });
  });
  return places;
}

function plain(part: TextPart): string {
  if (part.kind === 'words') return part.words;
  return part.kind === 'blank' ? 'x' : part.parts.map(plain).join('');
}

/** Words that stand for a value and tell nothing. */
const EMPTY_WORDS = [
  'unknown',
  '?',
  '…',
  '<',
  'not told',
  'not logged',
  'not shown',
  'not named',
  'not given',
  'not counted',
  'not seen',
  'see the ',
  'see its ',
];

function checkFallback({ name }: Blank, fallback: readonly TextPart[], refuse: Refuse): void {
  const words = fallback.map(plain).join('');
  const isPlaceholder = words.toUpperCase() === words && words.toLowerCase() === name.toLowerCase();
  if (isPlaceholder || EMPTY_WORDS.some((one) => words.toLowerCase().includes(one)))
    refuse(
      `{${name}|${words}} tells nobody anything. Write the words around it as an optional part, like "[ ({${name}})]", or words that read well without a value.`,
    );
}

const UNITS = new Set(['s', 'ms', 'min', 'h', '%', 'KiB', 'MiB', 'GiB', 'KB', 'MB', 'GB']);
const NOUNS = new Set(['bytes', 'messages', 'milliseconds', 'seconds', 'minutes']);
const QUANTITIES = new Set(['many', 'several', 'some', 'a few', 'too many', 'all']);

function checkUnit({ blanks, after }: Place, refuse: Refuse): void {
  const unit = after.startsWith(' ') ? firstWord(after.slice(1)) : '';
  if (!UNITS.has(unit) && !NOUNS.has(unit)) return;
  const name = blanks[0]?.name ?? '';
  const words = blanks.map(wordsOf).find((one) => one !== '') ?? '';
  const isNeeded = blanks.every((one) => one.fallback?.every(({ kind }) => kind === 'blank') ?? true);
  const isRight =
    (isNeeded && words === '' && blanks.some((one) => one.fallback?.length !== 0)) ||
    isNumber(words) ||
    (NOUNS.has(unit) && QUANTITIES.has(words.toLowerCase()));
  if (!isRight)
    refuse(
      `"${words} ${unit}" is what people read where {${name}} is not known. Put the unit into an optional part, like "[ for {${name}} ${unit}]".`,
    );
  for (const one of blanks)
    if (!isMeasure(one.name))
      refuse(
        `several values of {${one.name}} would read "1 and 2 more ${unit}". Name the fact with its unit, like {${one.name}Sec} or {${one.name}Bytes}, so that they are shown as a range.`,
      );
}

/** What stands for a blank that is not known; blanks in it are left out. */
function wordsOf({ fallback = [] }: Blank): string {
  return fallback.map((part) => (part.kind === 'words' ? part.words : '')).join('');
}

function isNumber(words: string): boolean {
  return words.trim() !== '' && !Number.isNaN(Number(words));
}

function firstWord(text: string): string {
  const end = text.split('').findIndex((one) => ' ,.;:)'.includes(one));
  return end < 0 ? text : text.slice(0, end);
}

const BRACKETS = new Map([
  ['(', ')'],
  ["'", "'"],
  ['"', '"'],
]);

function checkEmptyBrackets({ blanks, before, after }: Place, refuse: Refuse): void {
  const open = before.at(-1) ?? '';
  const close = BRACKETS.get(open);
  const canBeEmpty = blanks.every((one) => one.fallback?.map(plain).join('').trim() === '');
  if (close === undefined || !after.startsWith(close) || !canBeEmpty) return;
  const names = blanks.map(({ name }) => `{${name}}`).join('');
  refuse(
    `${open}${close} is what people read where ${names} is not known. Make it an optional part: "[ ${open}${names}${close}]".`,
  );
}

/** What follows a count must also be right of one. */
function checkNumber({ blanks, after }: Place, refuse: Refuse): void {
  const count = blanks.find(({ name }) => isCount(name));
  if (!count || !after.startsWith(' ')) return;
  const clause = ofOne(clauseOf(after));
  const words = clause.split(' ');
  const verb = words.find(isPluralVerb);
  const isOfAnother = words.slice(1, 3).some((word) => LEADS_ON.includes(word));
  const noun = isOfAnother || clause !== clauseOf(after) ? undefined : words.slice(3, 5).find(isPlural);
  if (verb !== undefined)
    refuse(
      `"1${clause}" has the verb of a plural. Let it follow the noun, like "{${count.name}} sockets are", or use one that does not change.`,
    );
  else if (noun !== undefined)
    refuse(`"1${clause}": "${noun}" stays a plural. At most one adjective may stand before the noun.`);
}

/** Words that lead from the count on to another noun. */
const LEADS_ON = ['to', 'of', 'in', 'with', 'for', 'over', 'at', 'from', 'x'];
const NEW_CLAUSE = [
  ' although ',
  ' while ',
  ' where ',
  ' because ',
  ' and x',
  ' with ',
  ',',
  '.',
  ';',
  ':',
  '(',
];

function clauseOf(text: string): string {
  const ends = NEW_CLAUSE.map((one) => text.indexOf(one, 1)).filter((at) => at > 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

/** A `{name` or `[ ` that the reader of texts took for words. */
function checkOpen(words: string, refuse: Refuse): void {
  for (const [at, one] of words.split('').entries()) {
    if (one === '[' && ' ,;'.includes(words[at + 1] ?? 'x'))
      refuse(`"[" at "${cut(words, at)}" opens an optional part that has no end, or no blank in it.`);
    if (one === '{' && isOpenBlank(words.slice(at + 1)))
      refuse(`"{" at "${cut(words, at)}" opens a blank that is not closed. Write {name} or {name|words}.`);
  }
}

/** `{heartbeat, 60}`, `{dump_log, 1}` and `{ca: …}` are code that a step quotes. */
function isOpenBlank(rest: string): boolean {
  const end = rest.split('').findIndex((one) => one.toLowerCase() === one.toUpperCase());
  const name = end < 0 ? rest : rest.slice(0, end);
  return name !== '' && '| -'.includes(rest[name.length] ?? ' ');
}

function cut(words: string, at: number): string {
  return words.slice(at, at + 24);
}

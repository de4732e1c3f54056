import type { Observation } from '../../model/observation.ts';
import type { Telling, Tellings } from '../../model/tellings.ts';
import { addressesReader } from './addresses-reader.ts';
import { type Clause, clausesOf, isWritten } from './clauses.ts';
import { isLong } from './credible.ts';
import { figuresBeside } from './figures-beside.ts';
import { isQuestion } from './is-question.ts';
import type { JudgedReport, JudgesReport } from './judge-report.ts';
import { judgeTellings } from './judge-tellings.ts';
import { type Captures, createPhraseIndex, type PhraseIndex } from './phrases.ts';
import { holdsNumber, toTelling } from './to-telling.ts';
import { type ToldCount, toldCount } from './told-count.ts';

/** Finds of what the prose among the records of one input tells: an observation for each event. */
export type ReadsTellings = (records: readonly Observation[]) => readonly Observation[];

/** A denial stands right before what it denies, or before one of these. */
const BETWEEN_DENIED = new Set([
  'any',
  'a',
  'an',
  'the',
  'more',
  'single',
  'socket',
  'sockets',
  'connection',
  'connections',
  'in',
  'of',
  'state',
  'message',
  'messages',
  'client',
  'clients',
  'consumer',
  'consumers',
  'subscriber',
  'subscribers',
  'such',
  'been',
  'be',
  'yet',
  'was',
  'were',
  'is',
  'are',
]);
/** Whose trouble it is stands so many clauses before or behind it. */
const NEAR = 3;
/** In a note so short a number that was counted is somebody's own. */
const SHORT_NOTE = 4;
/** In a note of so many clauses what is narrated happened to who writes it. */
const SHORT_STORY = 6;
/** Sockets and sessions, one by one, are of the machines of who pasted them; samples of statistics stand in wishes and questions too. */
const ROWS: ReadonlySet<Observation['kind']> = new Set(['connection', 'broker-connection', 'session']);

/** Makes a reader of prose. It takes time linear in the text for each telling. */
export function createReadsTellings(tellings: Tellings, judgeReport: JudgesReport): ReadsTellings {
  const index = createPhraseIndex(tellings.words);
  const terms = new Map(Object.entries(tellings.terms).map(([name, phrases]) => [name, index.add(phrases)]));
  const marks = {
    own: index.add(tellings.own),
    narrated: index.add(tellings.narrated),
    imperative: index.add(tellings.imperative),
    hypothetical: index.add(tellings.hypothetical),
    certain: index.add(tellings.certain),
    denied: index.add(tellings.denied),
    otherwise: index.add(tellings.otherwise),
  };
  const rules = tellings.events.map((telling) => toRule(telling, index, terms));
  const circumstances = tellings.circumstances.map((telling) => toRule(telling, index, terms));
  return (records) => {
    const clauses = clausesOf(records);
    if (!clauses || clauses.length === 0) return [];
    const read = clauses.map((clause) => readClause(clause, index, marks));
    const report = judgeReport(clauses);
    const isOfOthers =
      !isPlainlyTrouble(clauses, report) &&
      (read.some(({ lists }) => lists.has(marks.otherwise)) ||
        addressesReader(clauses) ||
        read[0]?.begins.has(marks.imperative) === true);
    const real = read.map((one, i) =>
      isReal(read.slice(i, i + 1 + NEAR), marks) ? one : { ...one, lists: new Map() },
    );
    const hasRows = records.some(({ kind }) => ROWS.has(kind));
    const isOwn = (from: number, size: number) =>
      (hasRows && read.length <= SHORT_STORY) ||
      real.slice(Math.max(0, from - NEAR), from + size + NEAR).some(({ lists }) => lists.has(marks.own)) ||
      (read.length <= SHORT_STORY &&
        real.slice(from, from + size).some(({ lists }) => lists.has(marks.narrated)));
    const told = (isWriters: IsOwn) => (isOfOthers ? [] : bestOfEach(toldBy(rules, real, isWriters)));
    // Who gives instructions explains what may happen to anybody.
    const instructs = read.some(({ begins }) => begins.has(marks.imperative));
    const anyones = instructs ? [] : told(() => true);
    const isNote = records.length === 1 && !records[0]?.text.includes('\n');
    const namesOwn = real.some(({ lists }) => lists.has(marks.own) || lists.has(marks.narrated));
    const whose = !namesOwn ? 'unsaid' : isOfOthers || records.some(isPrinted) ? 'mixed' : 'own';
    const isFew = (event: string) => rules.some((rule) => rule.event === event && countsFew(rule, read));
    const judged =
      isOfOthers && !real.some(({ lists }) => lists.has(marks.own))
        ? []
        : judgeTellings({ own: told(isOwn), anyones, isNote }, clauses, whose, report, isFew);
    // What may happen, and what the documentation says, explains what did happen beside it.
    const quoted = judged.map((one) => withFigures(one, clauses));
    return [...quoted, ...bestOfEach(toldBy(circumstances, read, () => true))];
  };
}

function withFigures(told: Observation, clauses: readonly Clause[]): Observation {
  const beside = figuresBeside(told, clauses);
  return beside === undefined ? told : { ...told, fields: { ...told.fields, beside } };
}

/** A long report that is so far above one of no trouble tells of one, whatever a word in it says of a lesson or a change. */
const PLAINLY = 1.8;

function isPlainlyTrouble(clauses: readonly Clause[], { healthyBy }: JudgedReport): boolean {
  return isLong(clauses) && healthyBy < -PLAINLY;
}

/** Whether a program printed a record; what a person wrote beside it is of less weight. */
function isPrinted(record: Observation): boolean {
  return (record.form === 'log' || record.form === 'trace') && !isWritten(record);
}

/** Whether the first of these clauses tells of what did happen; what follows from a condition may stand behind an example. */
function isReal([one, ...next]: readonly ReadClause[], { hypothetical, certain }: Marks): boolean {
  if (!one || isQuestion(one.clause)) return false;
  if (!one.lists.has(hypothetical)) return true;
  return one.lists.has(certain) || next.some(({ begins }) => begins.has(certain));
}

interface Marks {
  own: number;
  narrated: number;
  imperative: number;
  hypothetical: number;
  certain: number;
  denied: number;
  otherwise: number;
}

/** Lists that have a phrase in a clause, each with what the holes of the phrase took. */
interface ReadClause {
  clause: Clause;
  lists: ReadonlyMap<number, Captures>;
  /** Those that have a phrase at its beginning. */
  begins: ReadonlySet<number>;
}

function readClause(clause: Clause, index: PhraseIndex, marks: Marks): ReadClause {
  const { text, words } = clause;
  const met = index.find(text, words);
  const others = met.filter(({ list }) => list !== marks.denied);
  const denials = met.flatMap(({ list, first }) => (list === marks.denied ? [first] : []));
  // `no leader` is a phrase of its own, and denies none within it.
  const isWithin = (denial: number, at: number): boolean =>
    others.some(({ first, end }) => first === denial && end > at);
  const isDenied = (at: number): boolean => {
    let before = at - 1;
    while (BETWEEN_DENIED.has(words[before]?.text ?? '') && !denials.includes(before)) before--;
    return denials.includes(before) && !isWithin(before, at);
  };
  const lists = new Map<number, Captures>();
  for (const { list, first, captures } of met) {
    if (isDenied(first) && list !== marks.own && list !== marks.narrated) continue;
    const known = lists.get(list);
    if (!known || Object.keys(captures).length > Object.keys(known).length) lists.set(list, captures);
  }
  // `CLOSE_WAIT` begins with a name, not with a request to close.
  const isName = '_-'.includes(text.charAt(words[0]?.end ?? text.length) || ' ');
  const begins = new Set(isName ? [] : met.filter(({ first }) => first === 0).map(({ list }) => list));
  return { clause, lists, begins };
}

/** A list of lists of phrases, any of which may be met. */
type Either = readonly number[];

interface Rule extends Omit<Telling, 'all' | 'also' | 'none'> {
  all: readonly Either[];
  also: readonly Either[];
  none: Either;
}

function toRule(telling: Telling, index: PhraseIndex, terms: ReadonlyMap<string, number>): Rule {
  const either = (phrases: readonly string[]): Either => [
    index.add(phrases.filter((phrase) => !phrase.startsWith('$'))),
    ...phrases.flatMap((phrase) => (phrase.startsWith('$') ? (terms.get(phrase.slice(1)) ?? []) : [])),
  ];
  const { all, also, none, ...rest } = telling;
  return { ...rest, all: all.map(either), also: also.map(either), none: either(none) };
}

type IsOwn = (from: number, size: number) => boolean;

function toldBy(rules: readonly Rule[], read: readonly ReadClause[], isOwn: IsOwn): Observation[] {
  const told = rules.flatMap((rule) => {
    const one = tellingOf(rule, read, isOwn);
    return one ? [{ rule, one }] : [];
  });
  const replaced = new Set<string>();
  // Of two that would replace each other, the one with which most agrees stays.
  for (const { rule } of told.toSorted((a, b) => agreementOf(b.one) - agreementOf(a.one)))
    if (!replaced.has(rule.event)) for (const event of rule.instead) replaced.add(event);
  return told.filter(({ rule }) => !replaced.has(rule.event)).map(({ one }) => one);
}

/** Where a rule holds within the fewest clauses. */
function tellingOf(rule: Rule, read: readonly ReadClause[], isOwn: IsOwn): Observation | undefined {
  const met = rule.all.map((either) => read.map(({ lists }) => either.some((list) => lists.has(list))));
  if (!met.every((inClauses) => inClauses.includes(true))) return undefined;
  for (let size = 1; size <= rule.within; size++) {
    for (let from = 0; from + size <= read.length; from++) {
      if (!met.every((inClauses) => inClauses.slice(from, from + size).includes(true))) continue;
      const stretch = read.slice(from, from + size);
      const captures = heldIn(rule, stretch);
      const isCounted = captures?.['count'] !== undefined && read.length <= SHORT_NOTE;
      if (captures && (isCounted || isOwn(from, size)))
        return toldIn(rule, stretch, read.slice(Math.max(0, from - 1), from + size + 1), captures);
    }
  }
  return undefined;
}

function heldIn(rule: Rule, stretch: readonly ReadClause[]): Captures | undefined {
  const { all, none, exceeds, counted } = rule;
  const met = all.map((either) => capturesIn(either, stretch));
  if (!met.every((captures) => captures !== undefined) || capturesIn(none, stretch)) return undefined;
  const captures: Captures = Object.assign({}, ...met.toReversed());
  if (countsFew(rule, stretch)) return undefined;
  const [counts] = countsOf(counted, stretch);
  if (counts) return { ...captures, count: counts.count };
  if (!exceeds) return captures;
  const product = exceeds.factors.reduce((sum, name) => sum * Number(captures[name] ?? Number.NaN), 1);
  return product > Number(captures[exceeds.limit]) ? captures : undefined;
}

function countsOf(counted: Rule['counted'], read: readonly ReadClause[]): readonly ToldCount[] {
  return counted ? read.flatMap(({ clause }) => toldCount(clause.words, counted.of) ?? []) : [];
}

/** Whether clauses give a number of what a rule counts that is too low for it, or fell. */
function countsFew({ counted }: Rule, read: readonly ReadClause[]): boolean {
  return countsOf(counted, read).some(({ count, fell }) => fell || count < (counted?.least ?? 0));
}

function capturesIn(either: Either, stretch: readonly ReadClause[]): Captures | undefined {
  let best: Captures | undefined;
  for (const { lists } of stretch) {
    for (const list of either) {
      const captures = lists.get(list);
      if (captures && (!best || Object.keys(captures).length > Object.keys(best).length)) best = captures;
    }
  }
  return best;
}

/** What also speaks for it may stand in the clause before or behind. */
function toldIn(
  { event, all, also }: Rule,
  stretch: readonly ReadClause[],
  around: readonly ReadClause[],
  captures: Captures,
): Observation | undefined {
  const agreeing = also.map((either) => capturesIn(either, around)).filter((met) => met !== undefined);
  const weightOf = ({ lists }: ReadClause) =>
    all.filter((either) => either.some((list) => lists.has(list))).length;
  const [said] = stretch.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (!said) return undefined;
  const quoted = around.filter((one) => stretch.includes(one) || holdsNumber(one.clause));
  const found = Object.assign({}, ...agreeing, captures) as Captures;
  return toTelling(
    said.clause,
    quoted.map(({ clause }) => clause),
    { ...found, event, agreement: agreeing.length },
  );
}

/** Of several ways in which one event is told, the one with which most agrees. */
function bestOfEach(told: readonly Observation[]): Observation[] {
  const best = new Map<string, Observation>();
  for (const one of told) {
    const event = String(one.fields['event']);
    const known = best.get(event);
    if (!known || agreementOf(one) > agreementOf(known)) best.set(event, one);
  }
  return [...best.values()];
}

function agreementOf({ fields }: Observation): number {
  return Number(fields['agreement']);
}

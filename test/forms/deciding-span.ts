import { type CompiledSignal, compileSignals } from '../../src/detect/compile-signals.ts';
import type { Observation } from '../../src/model/observation.ts';
import { observe } from '../../src/observe/observe.ts';
import { compiledBuiltInRunbooks } from '../support/built-in-runbooks.ts';
import { linesOf } from './form.ts';
import { isLog } from './incident.ts';
import { mayMeanOtherwise } from './other-meanings.ts';

/** Of the words that a verdict rests on so many letters have to stand; of fewer nobody could tell what they were. Where it rests on no words, all has to stand. */
const LEAST_STANDING = 3 / 4;
/** A column that is cut by so many characters can still be read. */
const LAST_COLUMN = 1;

/**
 * Whether a text still holds what tells its runbook when each of its lines ends at a column: of each line all that the runbook's
 * signals need, or of the words of a message that they need so many letters that the rest can be known.
 */
export function stillTells(text: string, runbook: string, column: number): boolean {
  const signals = signalsOf(runbook);
  const lines = linesOf(text);
  const whole = hitsOf(text, signals);
  // What is worked out from rows alone rests on all their columns.
  if (whole.every((count) => count === 0)) return lines.every((line) => line.length <= column);
  if (!isLog(text)) {
    const cut = lines.map((line) => line.slice(0, column + LAST_COLUMN)).join('\n');
    if (!isAsMany(hitsOf(cut, signals), whole)) return false;
  }
  return lines.every((line, i) => {
    if (line.length <= column) return true;
    if (!holdsIdentity(line, column, signals) || mayMeanOtherwise(line.slice(0, column), runbook))
      return false;
    const withEnd = (end: number) => lines.with(i, line.slice(0, end)).join('\n');
    const end = leastWhere(line.length, (at) => isAsMany(hitsOf(withEnd(at), signals), whole));
    if (end <= column) return true;
    const tells = (other: string) => isAsMany(hitsOf(lines.with(i, other).join('\n'), signals), whole);
    const message = observe(line, { name: 'line' }).observations.find(({ kind }) => kind === 'log')?.text;
    const from = message === undefined ? -1 : line.indexOf(message);
    // Each column of a row is a fact of its own, and so is each number that a field holds.
    if (from < 0 || isByFields(line, signals)) return column >= end - LAST_COLUMN;
    const fixed = fixedWords(line, from, end, tells);
    return lettersBefore(column, fixed) / lettersBefore(end, fixed) >= LEAST_STANDING;
  });
}

let compiled: CompiledSignal[] | undefined;

function signalsOf(runbook: string): CompiledSignal[] {
  compiled ??= compileSignals(compiledBuiltInRunbooks());
  return compiled.filter((signal) => signal.runbook === runbook && signal.tells !== 'nothing');
}

/** Whether the names by which a signal tells one client or queue from another stand before the column, where the line has them. */
function holdsIdentity(line: string, column: number, signals: readonly CompiledSignal[]): boolean {
  const { observations } = observe(line, { name: 'line' });
  return observations.every((one) =>
    signals
      .filter((signal) => signal.per.length > 0 && meets(signal, one, one.text))
      .every((signal) => {
        const found = signal.patterns().map(({ match }) => match(one.text) ?? {});
        const values = signal.per.map(
          (name) => found.find((held) => name in held)?.[name] ?? one.fields[name],
        );
        return values.every(
          (value) => value === undefined || line.indexOf(String(value)) + String(value).length <= column,
        );
      }),
  );
}

function isByFields(line: string, signals: readonly CompiledSignal[]): boolean {
  const { observations } = observe(line, { name: 'line' });
  return signals.some(
    (signal) => signal.byFields && observations.some((one) => meets(signal, one, one.text)),
  );
}

/** How many records or rows meet each signal. */
function hitsOf(text: string, signals: readonly CompiledSignal[]): number[] {
  const { observations } = observe(text, { name: 'text' });
  return signals.map((signal) => observations.filter((one) => meets(signal, one, one.text)).length);
}

function meets({ on, byFields, patterns, accepts }: CompiledSignal, one: Observation, text: string): boolean {
  if (one.kind !== on || !accepts({ ...one, text })) return false;
  return byFields || patterns().some(({ match }) => match(text) !== undefined);
}

function isAsMany(hits: readonly number[], others: readonly number[]): boolean {
  return hits.every((count, i) => count >= (others[i] ?? 0));
}

/** The words of a message that can't be other words: those of the message, not what is filled in. */
function fixedWords(
  line: string,
  from: number,
  end: number,
  tells: (line: string) => boolean,
): RegExpExecArray[] {
  return [...line.slice(0, end).matchAll(/[a-z]+/gi)].filter(
    ({ 0: word, index }) =>
      index >= from &&
      !tells(line.slice(0, index) + 'q'.repeat(word.length) + line.slice(index + word.length)),
  );
}

function lettersBefore(column: number, words: readonly RegExpExecArray[]): number {
  return words.reduce(
    (sum, { 0: word, index }) => sum + Math.min(word.length, Math.max(0, column - index)),
    0,
  );
}

/** The least number up to `most` for which something holds that then holds for greater ones, too. */
function leastWhere(most: number, holds: (count: number) => boolean): number {
  let [least, end] = [0, most];
  while (least < end) {
    const middle = Math.floor((least + end) / 2);
    if (holds(middle)) end = middle;
    else least = middle + 1;
  }
  return least;
}

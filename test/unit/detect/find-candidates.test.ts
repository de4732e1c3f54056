import { describe, expect, it } from 'vitest';
import { compileSignals } from '../../../src/detect/compile-signals.ts';
import { indexRecordSignals, matchRecords, type RecordSignals } from '../../../src/detect/match-records.ts';
import { createFailures } from '../../../src/failures.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { compiledOf } from '../../support/runbook-of.ts';

/** Of the catalogued messages each so many-th is tried. */
const EACH = 10;

/** What each text meets: `runbook/signal`, with what was captured. */
function metBy(texts: readonly string[], signals: RecordSignals): string[][] {
  const met = texts.map((): string[] => []);
  const records = texts.map(
    (text, i): Observation => ({
      kind: 'log',
      text,
      verbatim: text,
      fields: {},
      at: { input: 'log', line: i + 1, endLine: i + 1 },
    }),
  );
  matchRecords(records, signals, createFailures(), ({ key }, { at }, captures) =>
    met[at.line - 1]?.push(`${key} ${JSON.stringify(captures)}`),
  );
  return met;
}

function signalsOf(...regex: string[]): RecordSignals {
  const rule: ObservedSignal = { says: 'saw it', confidence: 0.9, on: 'log', regex };
  return indexRecordSignals(compileSignals([compiledOf({ id: 'pump', signals: { rule }, when: 'rule' })]));
}

/** The same text with other numbers, of other lengths too. */
function renumbered(text: string): string {
  return Array.from(
    text,
    (character) => ({ '0': '7', '1': '20', '2': '3', '9': '' })[character] ?? character,
  ).join('');
}

describe('messages of one shape', () => {
  it('meet each what its own numbers say, in whatever order they come', () => {
    const texts = ['pump stopped, error 10054', 'pump stopped, error 10061', 'pump stopped, error 7'];
    const signals = signalsOf('pump stopped, error (?<reason>10054|7)');

    const met = [['pump/rule {"reason":"10054"}'], [], ['pump/rule {"reason":"7"}']];
    expect(metBy(texts, signals)).toEqual(met);
    expect(metBy(texts.toReversed(), signals)).toEqual(met.toReversed());
  });

  it('are searched for literals once, however many there are', () => {
    const signals = signalsOf('pump stopped, error (?<reason>\\d+)');
    let bytes = 0;
    const { scan } = signals.index;
    signals.index.scan = (...given) => {
      bytes += given[2] - given[1];
      scan(...given);
    };

    const texts = Array.from({ length: 1_000 }, (_, i) => `pump stopped, error ${i}`);
    const met = [...metBy(texts, signals), ...metBy(texts, signals)].flat();

    expect(met).toHaveLength(2_000);
    expect(bytes).toBe('pump stopped, error 0\n'.length);
  });

  it('of all built-in runbooks meet the same whether others of their shape were read before or not', () => {
    const runbooks = compiledBuiltInRunbooks();
    const signals = compileSignals(runbooks);
    const all = runbooks.flatMap(({ patterns }) =>
      Object.values(patterns).flatMap((list) =>
        list.flatMap(({ kind, source }) =>
          kind === 'message' ? [source.replaceAll(/\{\w+(?::\w+)?\}/g, '12')] : [],
        ),
      ),
    );
    const texts = all.filter((_, i) => i % EACH === 0);
    const [fresh, warm] = [indexRecordSignals(signals), indexRecordSignals(signals)];
    metBy(texts.map(renumbered), warm);

    const met = metBy(texts, warm);

    expect(met).toEqual(metBy(texts, fresh));
    expect(met.filter((one) => one.length > 0).length).toBeGreaterThan(0.9 * texts.length);
  }, 180_000);
});

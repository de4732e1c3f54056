import { describe, expect, it } from 'vitest';
import { createAlikeRecords } from '../../../src/detect/alike-records.ts';
import { type CompiledSignal, compileSignals } from '../../../src/detect/compile-signals.ts';
import type { Recallable, TextMatches } from '../../../src/detect/known-matches.ts';
import type { FieldValue } from '../../../src/model/fields.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const LOST: ObservedSignal = { says: 'lost a client', confidence: 0.7, on: 'log', text: ['lost'] };

function signalsOf(id: string, signals: Record<string, ObservedSignal>): CompiledSignal[] {
  return compileSignals([compiledOf({ id, signals, when: Object.keys(signals)[0] ?? '' })]);
}

function signalOf(rule: Partial<ObservedSignal> = {}): CompiledSignal {
  return signalsOf('lost', { lost: { ...LOST, ...rule } })[0] as CompiledSignal;
}

/** One of many records that say which client was lost, and where. Reading one notes it. */
function createRecords({ varying = ['client'], captures = [] as string[] } = {}) {
  const alike = {
    varies: (field: string) => varying.includes(field),
    capturesOther: (_: CompiledSignal, field: string) => captures.includes(field),
  };
  const read: number[] = [];
  const next = (line: number, matches: TextMatches = [], text = 'lost it'): Recallable => {
    const fields: Record<string, FieldValue> = {
      client: `10.0.0.${line}:40000`,
      level: 'error',
      errno: 'EPIPE',
    };
    const at = { input: 'a.log', line, endLine: line };
    const observation: Observation = { kind: 'log', form: 'log', at, text, verbatim: text, fields };
    const readAgain = () => {
      read.push(line);
      return { observation, matches };
    };
    return {
      ...observation,
      alike,
      fieldsOf: (names) => Object.fromEntries(names.map((name) => [name, fields[name] as FieldValue])),
      read: readAgain,
      recall: readAgain,
    };
  };
  return { next, read };
}

/** What a second record counts as, of which a first one was read in full. */
function secondOf(
  { next, read }: ReturnType<typeof createRecords>,
  signals: { met: CompiledSignal[]; byFields?: CompiledSignal[]; refused?: CompiledSignal[] },
  text?: string,
) {
  const records = createAlikeRecords(signals.byFields ?? []);
  const matches = [
    ...signals.met.map((signal) => ({ signal, captures: {}, isAccepted: true })),
    ...(signals.refused ?? []).map((signal) => ({ signal, captures: {} })),
  ];
  const first = next(1, matches);
  records.learn(first, first.read().observation, signals.met);
  read.length = 0;
  return records.count(next(2, matches, text));
}

describe('a record that is like one which was read', () => {
  it('counts for what that one met, by its own identity, without being read', () => {
    const records = createRecords();
    const lost = signalOf();

    const counted = secondOf(records, { met: [lost] });

    expect(counted).toEqual({
      fields: { client: '10.0.0.2:40000', level: 'error' },
      met: [{ signal: lost, alsoMeets: [] }],
    });
    expect(records.read).toEqual([]);
  });

  it('counts with the other signals of its runbook', () => {
    const met = signalsOf('lost', { lost: LOST, gone: LOST });

    expect(secondOf(createRecords(), { met })?.met.map(({ alsoMeets }) => alsoMeets)).toEqual([
      ['gone'],
      ['lost'],
    ]);
  });

  it('is asked for its text where a signal without patterns asks each', () => {
    const refused = {
      says: 'names a reason',
      confidence: 0.7,
      on: 'log' as const,
      where: { level: 'error' },
    };
    const [asks] = signalsOf('reason', { refused: { ...refused, with: ['refused'] } }) as [CompiledSignal];
    const signals = { met: [signalOf()], byFields: [asks] };
    const keysOf = (text: string) =>
      secondOf(createRecords(), signals, text)?.met.map(({ signal }) => signal.key);

    expect(keysOf('lost it')).toEqual(['lost/lost']);
    expect(keysOf('lost it: refused')).toEqual(['lost/lost', 'reason/refused']);
  });
});

describe('a record that is like one which was read is read itself', () => {
  it('where a signal asks for a field that differs', () => {
    const asks = signalOf({ where: { client: '10.0.0.1:40000' } });

    expect(secondOf(createRecords(), { met: [asks] })).toBeUndefined();
  });

  it('where a signal that it was not taken for asks for a field that differs', () => {
    const asks = signalOf({ where: { errno: 'ETIMEDOUT' } });
    const records = createRecords({ varying: ['client', 'errno'] });

    expect(secondOf(records, { met: [signalOf()], refused: [asks] })).toBeUndefined();
  });

  it('where nobody has asked yet whether the other patterns of a signal accept it', () => {
    const open = signalOf({ with: ['it'] });

    expect(secondOf(createRecords(), { met: [signalOf()], refused: [open] })).toBeUndefined();
  });

  it('where its identity is what a pattern captures', () => {
    expect(secondOf(createRecords({ captures: ['queue'] }), { met: [signalOf()] })).toBeUndefined();
  });

  it('where what it meets tells no cause, so that it may read like something', () => {
    expect(secondOf(createRecords(), { met: [signalOf({ confidence: 0.2 })] })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { ObservedSignal, Question, Runbook } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const log = (text: string, confidence: number): ObservedSignal => ({
  says: `saw ${text}`,
  confidence,
  on: 'log',
  text: [text],
});
const runbook = (id: string, text: string, confidence: number, more: Partial<Runbook> = {}) =>
  compiledOf({ id, when: 'signal', signals: { signal: log(text, confidence) }, ...more });
const asking = (...others: string[]): Question[] => [
  {
    ask: 'Is {client|it} wet?',
    ifYes: 'It is.',
    ifNo: 'It is not.',
    yes: { by: 1 },
    no: { by: -1, supports: others },
  },
];
const at = (time: string, text: string, client = '10.0.0.1') =>
  `2026-01-02 ${time}.000000+00:00 [error] <0.5.0> closing AMQP connection <0.5.0> (${client}:4000 -> 10.0.0.9:5672): ${text}`;

const pump = runbook('dry-pump', 'pump is dry', 0.9, { questions: asking('cut-hose') });
const pumpWithTime = compiledOf({
  id: 'dry-pump',
  when: 'signal',
  signals: {
    signal: { says: 'dry', confidence: 0.9, on: 'log', regex: ['pump is dry for (?<timeoutSec>\\d+)'] },
  },
  questions: asking('cut-hose'),
});
const hose = runbook('cut-hose', 'hose is cut', 0.7, {
  severity: 'critical',
  cause: 'Somebody cut the hose of {client|a client} after {timeoutSec|some} s.',
  steps: ['One', 'Two', 'Three', 'Four'].map((what) => ({
    do: `${what} for {client|a client}.`,
    command: 'look --at {client|all}',
    risk: 'none',
    verify: 'You saw it.',
  })),
});

const alternativesOf = (runbooks: readonly Parameters<typeof triageText>[0][number][], text: string) =>
  triageText(runbooks, text).diagnoses.find((one) => one.runbook === 'dry-pump')?.alternatives;

describe('a diagnosis', () => {
  it('carries the cause that an answer speaks for, told about the same client, with its first three steps', () => {
    const alternatives = alternativesOf([pump, hose], at('03:00:00', 'pump is dry'));

    expect(alternatives).toEqual([
      {
        runbook: 'cut-hose',
        title: 'Title of cut-hose',
        severity: 'critical',
        confidence: 0.2,
        cause: 'Somebody cut the hose of 10.0.0.1:4000 after some s.',
        steps: ['One', 'Two', 'Three'].map((what) => ({
          do: `${what} for 10.0.0.1:4000.`,
          command: 'look --at 10.0.0.1:4000',
          risk: 'none',
          verify: 'You saw it.',
        })),
      },
    ]);
  });

  it('lends it no fact that means something else there', () => {
    const alternatives = alternativesOf([pumpWithTime, hose], at('03:00:00', 'pump is dry for 60'));

    expect(alternatives?.[0]?.cause).toBe('Somebody cut the hose of 10.0.0.1:4000 after some s.');
  });

  it('keeps the weights of its questions', () => {
    const [diagnosis] = triageText([pump, hose], at('03:00:00', 'pump is dry')).diagnoses;

    expect(diagnosis?.questions).toEqual([
      {
        ask: 'Is 10.0.0.1:4000 wet?',
        ifYes: 'It is.',
        ifNo: 'It is not.',
        yes: { by: 1 },
        no: { by: -1, supports: ['cut-hose'] },
      },
    ]);
  });

  it('has no list of alternatives when its answers speak for none', () => {
    const [diagnosis] = triageText([hose], at('03:00:00', 'hose is cut')).diagnoses;

    expect(diagnosis).not.toHaveProperty('alternatives');
  });

  it('leaves out what no library at hand knows', () => {
    expect(alternativesOf([pump], at('03:00:00', 'pump is dry'))).toBeUndefined();
  });
});

describe('the confidence of an alternative', () => {
  it('is its own where the evidence shows it at the same client in the same time', () => {
    const lines = [at('03:00:00', 'pump is dry'), at('03:01:00', 'hose is cut')].join('\n');

    expect(alternativesOf([pump, hose], lines)).toMatchObject([{ runbook: 'cut-hose', confidence: 0.9 }]);
  });

  it.each([
    { where: 'at another client', other: at('03:01:00', 'hose is cut', '10.0.0.2') },
    { where: 'hours later', other: at('09:00:00', 'hose is cut') },
  ])('is low where the evidence shows it only $where', ({ other }) => {
    const lines = [at('03:00:00', 'pump is dry'), other].join('\n');

    expect(alternativesOf([pump, hose], lines)).toMatchObject([{ confidence: 0.2 }]);
  });

  it('is low where it is told as a symptom of this very cause', () => {
    const explaining = runbook('dry-pump', 'pump is dry', 0.9, {
      questions: asking('cut-hose'),
      explains: ['cut-hose'],
    });
    const lines = [at('03:00:00', 'pump is dry'), at('03:01:00', 'hose is cut')].join('\n');

    expect(alternativesOf([explaining, hose], lines)).toMatchObject([{ confidence: 0.2 }]);
  });
});

describe('alternatives', () => {
  it('are six at most, the likeliest first, then by name', () => {
    const others = ['h', 'g', 'f', 'e', 'd', 'c', 'b'].map((id) => runbook(id, `${id} is broken`, 0.8));
    const asks = runbook('dry-pump', 'pump is dry', 0.9, {
      questions: asking(...others.map(({ id }) => id)),
    });
    const lines = [at('03:00:00', 'pump is dry'), at('03:01:00', 'g is broken')].join('\n');

    const alternatives = alternativesOf([asks, ...others], lines);

    expect(alternatives?.map(({ runbook: id }) => id)).toEqual(['g', 'b', 'c', 'd', 'e', 'f']);
  });
});

import { describe, expect, it } from 'vitest';
import { wouldRaise } from '../src/diagnose/reasons.ts';
import { TYPICAL_TEXT } from '../src/model/typical-text.ts';
import { compiledBuiltInRunbooks } from './support/built-in-runbooks.ts';

const runbooks = compiledBuiltInRunbooks();

describe('the built-in runbooks', () => {
  it('are found by texts that ordinary logs do not hold, but for what is sampled', () => {
    const ordinary = TYPICAL_TEXT.toLowerCase();

    const common = runbooks.flatMap(({ id, patterns, signals }) =>
      Object.entries(patterns).flatMap(([signal, list]) => {
        const rule = signals[signal];
        if (rule && 'sample' in rule && rule.sample) return [];
        return list.flatMap(({ literals }) =>
          literals.filter((text) => ordinary.includes(text)).map((text) => `${id}/${signal}: ${text}`),
        );
      }),
    );

    expect(common).toEqual([]);
  });

  it('tell what happened in at most three sentences each for summary, cause and impact', () => {
    const sentences = (text: string) =>
      text
        .replaceAll(/\{[^}]*\}/g, 'x')
        .replaceAll(/\b(?:e\.g|i\.e)\./g, '')
        .match(/[.!?](?=\s|$)/g)?.length ?? 0;

    const long = runbooks.flatMap(({ id, summary, cause, impact }) =>
      Object.entries({ summary, cause, impact }).flatMap(([name, text]) =>
        sentences(text) > 3 ? [`${id}: ${name} has ${sentences(text)}`] : [],
      ),
    );

    expect(long).toEqual([]);
  });

  it('say what would raise their confidence without a word on values that nobody knows yet', () => {
    const holes = runbooks.flatMap((runbook) => {
      const hypothesis = {
        runbook,
        missing: runbook.supports ?? [],
        confidence: 0,
        decisive: [],
        supporting: [],
        opposing: [],
      };
      return wouldRaise({ ...hypothesis, symptoms: [] })
        .filter((text) => / an? unknown /.test(` ${text} `))
        .map((text) => `${runbook.id}: ${text}`);
    });

    expect(holes).toEqual([]);
  });

  it('cite only https pages, each once', () => {
    const bad = runbooks.flatMap(({ id, references }) =>
      references
        .filter((url, i) => !url.startsWith('https://') || references.indexOf(url) !== i)
        .map((url) => `${id}: ${url}`),
    );

    expect(bad).toEqual([]);
  });

  it('each have a question whose answer moves the ranking of causes', () => {
    const unmoved = runbooks.filter(({ questions }) => !questions.some(({ yes, no }) => yes ?? no));

    expect(unmoved.map(({ id }) => id)).toEqual([]);
  });

  it('ask what can be answered by yes or no', () => {
    const unanswerable = runbooks.flatMap(({ id, questions }) =>
      questions
        .filter(({ ask }) => /^(?:which|what|who|how|why)\b/i.test(ask))
        .map(({ ask }) => `${id}: ${ask}`),
    );

    expect(unanswerable).toEqual([]);
  });

  it('say of every step how to see that it worked, and go from harmless to risky', () => {
    const order = { none: 0, low: 1, high: 2 };
    const unordered = runbooks.filter(({ steps }) =>
      steps.some(({ risk }, i) => order[risk] < order[steps[i - 1]?.risk ?? 'none'] - 1),
    );

    expect(unordered.map(({ id }) => id)).toEqual([]);
  });
});

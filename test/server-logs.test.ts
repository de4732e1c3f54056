import { describe, expect, it } from 'vitest';
import { givenTexts } from './forms/given-texts.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

/** The cause that is named first, `none` where nothing is. */
function firstDiagnosis(text: string): string {
  return triageWith(engine, text).diagnoses[0]?.runbook ?? 'none';
}

describe('the log of a broker, database or proxy, by version and wrapper, is diagnosed as', () => {
  it.each(givenTexts('server-logs.txt').map(({ name, text }) => [name, text]))('%s', (name, text) => {
    expect(firstDiagnosis(text)).toBe(name.split(':')[0]);
  });
});

import { describe, expect, it } from 'vitest';
import { givenTexts } from './forms/given-texts.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

function diagnosed(text: string): string[] {
  return triageWith(engine, text).diagnoses.map(({ runbook }) => runbook);
}

describe('a text in which nothing happened, though it shows messages, is not diagnosed:', () => {
  it.each(givenTexts('documents.txt').map(({ name, text }) => [name, text]))('%s', (_, text) => {
    expect(diagnosed(text)).toEqual([]);
  });
});

describe('what somebody tells of their own trouble is diagnosed:', () => {
  it.each(givenTexts('tickets.txt').map(({ name, text }) => [name, text]))('%s', (name, text) => {
    expect(diagnosed(text)[0]).toBe(name.split(':')[0]);
  });
});

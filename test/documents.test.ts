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

describe('a long text is searched for messages that begin as such:', () => {
  const listing = Array.from({ length: 30 }, (_, i) => `stage ${i}: 12 files copied`).join('\n');

  it.each([
    ['an exception', 'NameResolutionError: broker.shop.example is unknown here'],
    ['a level', 'ERROR: the name broker.shop.example cannot be resolved just now'],
    ['a program that names what it could not do', 'feeder: could not resolve the name broker.shop.example'],
  ])('%s is judged by how it reads', (_, message) => {
    expect(diagnosed(`${listing}\n${message}\n`)).toEqual(['dns-failure']);
  });

  it('a line in the middle of its sentences is not', () => {
    expect(diagnosed(`${listing}\nwhere the name of the broker cannot be resolved\n`)).toEqual([]);
  });
});

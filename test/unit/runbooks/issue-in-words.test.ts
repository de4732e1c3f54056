import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkYaml } from '../../../src/runbooks/checked-yaml.ts';

const schema = z.strictObject({
  title: z.string().min(8),
  when: z.enum(['now', 'later']),
  day: z.iso.date(),
  parts: z.array(z.string()).min(1),
  size: z.number().max(9),
  own: z.string().min(3, 'says nothing. Write a word.').exactOptional(),
});
const GOOD = { title: 'long enough', when: 'now', day: '2026-01-31', parts: ['a'], size: 3 };

function faultOf(changed: object): string[] {
  const value = Object.fromEntries(Object.entries({ ...GOOD, ...changed }).filter(([, one]) => one !== null));
  return checkYaml('a.yml', JSON.stringify(value), schema, 'a file').faults.map(({ message }) => message);
}

describe('a fault of a file', () => {
  it.each([
    ['a key that is missing', { title: null }, 'title: is missing. Write a text.'],
    ['a list that is missing', { parts: null }, 'parts: is missing. Write a list.'],
    ['a choice that is missing', { when: null }, 'when: is missing. Write one of now, later.'],
    ['a value of another kind', { parts: 'a' }, 'parts: has to be a list.'],
    ['a word that is no choice', { when: 'soon' }, 'when: has to be one of now, later.'],
    ['a text that is too short', { title: 'x' }, 'title: has to be at least 8 characters long.'],
    ['an empty list', { parts: [] }, 'parts: has to have at least one entry.'],
    ['a number that is too large', { size: 10 }, 'size: has to be at most 9.'],
    ['what is no date', { day: 'yesterday' }, 'day: has to be a date like 2026-01-31.'],
    ['what the schema says itself', { own: 'x' }, 'own: says nothing. Write a word.'],
  ])('is told in the words of who writes the file: %s', (_, changed, message) => {
    expect(faultOf(changed)).toEqual([message]);
  });
});

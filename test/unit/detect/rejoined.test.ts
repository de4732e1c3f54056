import { describe, expect, it } from 'vitest';
import { rejoined } from '../../../src/detect/rejoined.ts';
import type { Observation } from '../../../src/model/observation.ts';

function record(text: string, form: Observation['form'] = 'log'): Observation {
  return { kind: 'log', at: { input: 'a', line: 1, endLine: 1 }, text, verbatim: text, form, fields: {} };
}

describe('a record of several lines', () => {
  it('may have been one text, wrapped at its words', () => {
    const text = 'the bucket of the third wheel\nhas to be emptied before noon';

    expect(rejoined(record(text))?.text).toBe('the bucket of the third wheel has to be emptied before noon');
  });

  it.each([
    ['one line', 'the bucket of the third wheel'],
    ['an indented line', 'the bucket of the third wheel\n  at wheel.ts:3'],
    ['a blank line', 'the bucket of the third wheel\n\nhas to be emptied'],
    ['a short line between', 'the bucket of the third wheel\nhas to\nbe emptied before noon'],
    ['many lines', 'a row of thirty letters or more\n'.repeat(6)],
  ])('is left alone with %s', (_, text) => {
    expect(rejoined(record(text))).toBeUndefined();
  });

  it('is left alone where it is the trace of a stack', () => {
    expect(rejoined(record('StuckError: no water\nraised by the third wheel', 'trace'))).toBeUndefined();
  });
});

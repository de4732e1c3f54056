import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

describe('a log line that somebody quotes in a sentence', () => {
  it.each([
    ['"', '"'],
    ['`', '`'],
    ['“', '”'],
  ])('between %s and %s is read without its head', (open, close) => {
    const line = '2026-07-01 06:00:01.100 [warning] <0.7.0> The sluice did not answer';
    const text = `Our mill keeps printing ${open}${line}${close} since this morning.\n`;

    const [record] = observe(text, { name: 'ticket' }).observations;

    expect(record).toMatchObject({ text: 'The sluice did not answer', fields: { level: 'warning' } });
    expect(record?.verbatim).toBe(text.trimEnd());
  });

  it('without a head stays within its sentence', () => {
    const text = 'Our mill keeps printing "The sluice did not answer" since this morning.';

    expect(observe(`${text}\n`, { name: 'ticket' }).observations[0]?.text).toBe(text);
  });
});

import { expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const read = (text: string) => observe(text, { name: 'paste' }).observations;

const object = (message: string) => `{
  "@timestamp": "2021-09-02T10:38:11.994Z",
  "message": ${JSON.stringify(message)},
  "level": "ERROR"
}`;

it('reads log objects that were printed over several lines below a sentence, one behind the other', () => {
  const [sentence, ...records] = read(
    `We have seen this a few times:\n\n${object('missed heartbeats')}\n${object('connection reset')}\n`,
  );

  expect(sentence?.text).toBe('We have seen this a few times:');
  expect(records.map(({ text, form, fields }) => [text, form, fields['level']])).toEqual([
    ['missed heartbeats', 'log', 'error'],
    ['connection reset', 'log', 'error'],
  ]);
  expect(records.map(({ at }) => at.line)).toEqual([3, 8]);
});

it('quotes such an object as it was given', () => {
  expect(read(`It ends so:\n\n${object('connection reset')}`).at(-1)?.verbatim).toContain(
    '\n  "message": "connection reset",',
  );
});

it('leaves alone what only begins like one', () => {
  const cut = object('connection reset').replace('"level": "ERROR"', '"level": …');

  expect(read(`It ends so:\n\n${cut}`).map(({ form }) => form)).not.toContain('log');
});

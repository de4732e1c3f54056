import { expect, it } from 'vitest';
import { clausesOf } from '../../../src/detect/tellings/clauses.ts';
import { observe } from '../../../src/observe/observe.ts';

function clauses(text: string): string[] {
  const { observations } = observe(text, { name: 'report' });
  return (clausesOf(observations.map((one) => ({ ...one, form: 'prose' }))) ?? []).map(
    (clause) => clause.text,
  );
}

it.each([
  ['a row of numbers', 'my-topic   0   1500   1520   20'],
  ['the heading of a table', 'CONSUMER GROUP   STATE    TOPIC    PARTITION   LAG'],
])('%s says nothing', (_, row) => {
  expect(clauses(row)).toEqual([]);
});

it.each([
  ['somebody who shouts', 'MY CONSUMER LOSES ITS CONNECTION EVERY HOUR'],
  ['a script without capitals', '消费者  每小时  都会  断开  连接'],
])('%s is heard', (_, sentence) => {
  expect(clauses(sentence)).toHaveLength(1);
});

it('lines that differ in numbers alone were printed, and are no sentences of a person', () => {
  const lines = ['53', '43', '33'].map((second) => `received HEARTBEAT frame at 12:26:${second}`).join('\n');
  const { observations } = observe(`With a heartbeat of 50 seconds it prints:\n\n${lines}\n`, {
    name: 'report',
  });

  expect(clausesOf(observations)?.map((clause) => clause.text)).toEqual([
    'With a heartbeat of 50 seconds it prints:',
  ]);
});

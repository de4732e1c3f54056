import { expect, it } from 'vitest';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();
const first = (text: string) => triageWith(engine, text).diagnoses[0];

it('names the application whose open transactions grow, with their last count and the oldest age', () => {
  const text =
    '10:00\nledger|idle in transaction|9|01:10:02\nportal|idle|14|\n10:20\nledger|idle in transaction|23|01:30:02\nportal|idle|15|\n10:40\nledger|idle in transaction|41|01:50:02\nportal|idle|13|\n';

  const leak = first(text);

  expect(leak?.runbook).toBe('database-connection-leak');
  expect([leak?.summary, ...(leak?.why ?? [])].join('\n')).toMatch(/ledger[\s\S]*41[\s\S]*01:50:02/);
});

it('names the host whose sessions have slept for hours', () => {
  const text =
    'mysql> select host, command, count(*), max(time) from information_schema.processlist group by 1,2;\n+-----------+---------+----------+-----------+\n| host      | command | count(*) | max(time) |\n+-----------+---------+----------+-----------+\n| 10.9.0.12 | Sleep   |      163 |     29120 |\n| 10.9.0.13 | Sleep   |       11 |        30 |\n+-----------+---------+----------+-----------+\n';

  expect(first(text)).toMatchObject({ runbook: 'database-connection-leak' });
});

it('keeps silent on transactions of a second, and on a pool that rests for minutes', () => {
  const short =
    'portal|idle in transaction|3|00:00:01\nportal|idle|14|00:01:10\nportal|idle in transaction|2|00:00:00\nportal|idle|15|00:01:00\n';
  const resting =
    'mysql> select host, command, count(*), max(time) from information_schema.processlist group by 1,2;\n+-----------+---------+----------+-----------+\n| host      | command | count(*) | max(time) |\n+-----------+---------+----------+-----------+\n| 10.9.0.12 | Sleep   |       23 |       240 |\n| 10.9.0.13 | Sleep   |       21 |        30 |\n+-----------+---------+----------+-----------+\n';

  expect([short, resting].map(first)).toEqual([undefined, undefined]);
});

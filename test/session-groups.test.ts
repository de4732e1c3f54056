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

it('takes records of a slow pool and of many open transactions for a leak or a pool that is used up', () => {
  const pairs =
    'pool_acquire slow app=tiles wait_seconds=21.4\npool_acquire slow app=tiles wait_seconds=44.0\ndb_state app=tiles active=3 idle=90 idle_in_txn=27\n';
  const logfmt =
    'level=warn msg="conn_acquire slow" pool=geo elapsed_ms=12044\nlevel=warn msg="pool state" pool=geo open=50 idle_in_tx=44\n';

  for (const text of [pairs, logfmt])
    expect(first(text)?.runbook).toMatch(/^(?:database-connection-leak|connection-pool-exhausted)$/);
  expect(
    first('pool_acquire app=tiles wait_seconds=0.02\ndb_state active=3 idle=90 idle_in_txn=2\n'),
  ).toBeUndefined();
});

it('reads samples of descriptors beside their limit', () => {
  const heading = '$ while :; do echo "$(date +%T) $(ls /proc/811/fd | wc -l) / $LIMIT"; sleep 600; done\n';
  const full = `${heading}10:00:01 300 / 1024\n10:10:01 660 / 1024\n10:20:01 1019 / 1024\n`;
  const spare = `${heading}10:00:01 300 / 1024\n10:10:01 310 / 1024\n10:20:01 296 / 1024\n`;

  expect(first(full)?.runbook).toMatch(/^(?:file-descriptor-exhaustion|limit-ahead)$/);
  expect(first(spare)).toBeUndefined();
});

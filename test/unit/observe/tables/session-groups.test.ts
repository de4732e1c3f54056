import { expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

const SHOWN = ['snapshot', 'application', 'client', 'state', 'count', 'ageSec'] as const;

it('reads rows of psql -At in any order of columns by the statement above, a snapshot for each time', () => {
  const text = `
db@vault:~$ psql -Atc "select count(*), state, application_name, max(now()-xact_start) from pg_stat_activity group by 2,3"; date +%H:%M
06:00
7|idle in transaction|ledger|00:10:00
9|idle|portal|
06:30
15|idle in transaction|ledger|00:40:00
9|idle|portal|`;

  expect(fieldsOf(readBlocks(text), ...SHOWN)).toEqual([
    's1 ledger - idle in transaction 7 600',
    's1 portal - idle 9 -',
    's2 ledger - idle in transaction 15 2400',
    's2 portal - idle 9 -',
  ]);
});

it('reads tables that \\watch prints under a title with its time', () => {
  const text = `
Sat Jan 10 06:00:00 2026 (every 900s)

 application_name |        state        | count
------------------+---------------------+-------
 ledger           | idle in transaction |     7
(1 row)

Sat Jan 10 06:15:00 2026 (every 900s)

 application_name |        state        | count
------------------+---------------------+-------
 ledger           | idle in transaction |    12
(1 row)`;

  const { observations } = readBlocks(text);

  expect(observations.map(({ atMs, fields }) => [atMs, fields['count']])).toEqual([
    [1_768_024_800_000, 7],
    [1_768_025_700_000, 12],
  ]);
});

it('takes sessions that sleep with a transaction open for idle in transaction, in SQL Server and Oracle', () => {
  const sqlServer = `
program_name         status     open_transaction_count n
-------------------- ---------- ---------------------- -----------
Invoices             sleeping                        1          31
Invoices             sleeping                        0           4`;
  const oracle = `
SQL> select s.machine, s.status, count(*) cnt from v$session s join v$transaction t on t.ses_addr = s.saddr group by s.machine, s.status;

MACHINE              STATUS          CNT
-------------------- -------- ----------
app-07               INACTIVE         18`;

  expect(fieldsOf(readBlocks(sqlServer), 'application', 'state', 'count')).toEqual([
    'Invoices idle in transaction 31',
    'Invoices idle 4',
  ]);
  expect(fieldsOf(readBlocks(oracle), 'client', 'state', 'count')).toEqual(['app-07 idle in transaction 18']);
});

it('reads columns that are named after a state', () => {
  const text = `
 usename | in_txn | idle
---------+--------+------
 stock   |     12 |    3`;

  expect(fieldsOf(readBlocks(text), 'user', 'state', 'count')).toEqual([
    'stock idle in transaction 12',
    'stock idle 3',
  ]);
});

it('takes no list of single sessions, and no states of anything else, for counts', () => {
  const sessions =
    ' pid  | application_name | state\n------+------------------+--------\n 4711 | portal           | active';
  const containers = 'web|running|3\ndb|running|1';

  const kinds = [sessions, containers].flatMap((text) =>
    readBlocks(text).observations.map(({ kind }) => kind),
  );

  expect(kinds).not.toContain('state-count');
});

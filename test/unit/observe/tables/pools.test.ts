import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';
import { fieldsOf, readBlocks } from './read-blocks.ts';

const pools = (text: string): string[] =>
  observe(text, { name: 'paste.txt' }).observations.flatMap(({ kind, fields }) =>
    kind === 'pool'
      ? `${fields['database']} ${fields['user']}: ${fields['poolActive']} active, ${fields['poolIdle']} idle, ${fields['poolWaiting']} waiting`
      : [],
  );

const SHOWN = ['ledger web: 40 active, 0 idle, 57 waiting'];

describe('pools of connections', () => {
  it.each([
    [
      'aligned',
      ' database | user | cl_active | cl_waiting | sv_active | sv_idle | sv_used | maxwait | pool_mode\n----------+------+-----------+------------+-----------+---------+---------+---------+-----------\n ledger   | web  |       120 |         57 |        40 |       0 |       0 |       9 | transaction',
    ],
    [
      'without blanks or a rule, as psql -A prints it',
      'database|user|cl_active|cl_waiting|sv_active|sv_idle|sv_used|maxwait|pool_mode\nledger|web|120|57|40|0|0|9|transaction\n(1 row)',
    ],
    [
      'expanded, whose lines look like those of services',
      '-[ RECORD 1 ]---------+------------\ndatabase   | ledger\nuser       | web\ncl_active  | 120\ncl_waiting | 57\nsv_active  | 40\nsv_idle    | 0\nsv_used    | 0\npool_mode  | transaction',
    ],
    [
      'as DBeaver prints one row',
      'Name      |Value                            |\n----------+---------------------------------+\ndatabase  |ledger                           |\nuser      |web                              |\nhost      |                                 |\ncl_active |120                              |\ncl_waiting|57                               |\nsv_active |40                               |\nsv_idle   |0                                |\nsv_used   |0                                |\npool_mode |transaction                      |',
    ],
    [
      'with borders',
      '+----------+------+------------+-----------+---------+\n| database | user | cl_waiting | sv_active | sv_idle |\n+----------+------+------------+-----------+---------+\n| ledger   | web  | 57         | 40        | 0       |\n+----------+------+------------+-----------+---------+',
    ],
  ])('are read from SHOW POOLS %s', (_, text) => {
    expect(pools(text)).toEqual(SHOWN);
  });

  it('count server connections that wait for their check as free', () => {
    expect(
      pools('database|user|cl_active|cl_waiting|sv_active|sv_idle|sv_used\nledger|web|1|1|1|2|3'),
    ).toEqual(['ledger web: 1 active, 5 idle, 1 waiting']);
  });

  it.each([
    [
      'HikariCP',
      '# TYPE hikaricp_connections_pending gauge\nhikaricp_connections_pending{pool="main",} 37.0\nhikaricp_connections_active{pool="main",} 10.0\nhikaricp_connections_idle{pool="main",} 0.0\nhikaricp_connections_max{pool="main",} 10.0',
      ['main 10 0 37 10'],
    ],
    [
      'the exporter of PgBouncer',
      'pgbouncer_pools_client_waiting_connections{database="ledger",user="web"} 12\npgbouncer_pools_server_active_connections{database="ledger",user="web"} 40\npgbouncer_pools_server_idle_connections{database="ledger",user="web"} 0',
      ['ledger/web 40 0 12 -'],
    ],
  ])('are read from the metrics of %s', (_, text, expected) => {
    expect(fieldsOf(readBlocks(text), 'pool', 'poolActive', 'poolIdle', 'poolWaiting', 'poolMax')).toEqual(
      expected,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { extractFields } from '../../../../src/observe/logs/extract-fields.ts';

const statistics = (text: string) => {
  const fields: Record<string, number> = {};
  extractFields(text, fields);
  const { poolUsed, poolIdle, poolFree, poolWaiting } = fields;
  return { used: poolUsed, idle: poolIdle, free: poolFree, waiting: poolWaiting };
};

describe('the statistics of a pool of connections', () => {
  it.each([
    ['HikariCP', 'HikariPool-3 - Pool stats (total=12, active=12, idle=0, waiting=4)', [12, 0, 0, 4]],
    ['pgxpool', 'pool stat: acquiredConns=9 idleConns=2 maxConns=24 emptyAcquireCount=3', [9, 2, 15, 3]],
    [
      'sql.DBStats',
      '{MaxOpenConnections:15 OpenConnections:15 InUse:15 Idle:0 WaitCount:88}',
      [15, 0, 0, 88],
    ],
    ['node-pg', 'pg pool {"totalCount":10,"idleCount":0,"waitingCount":7}', [undefined, 0, 0, 7]],
    [
      'SQLAlchemy',
      'Pool size: 5  Connections in pool: 0 Current Overflow: 10 Current Checked out connections: 15',
      [15, 0, 0, undefined],
    ],
    [
      'SQLAlchemy, cut before the last number',
      'Pool size: 5  Connections in pool: 0 Current Overflow: 10 Current Checked out conne',
      [15, 0, 0, undefined],
    ],
    [
      'SQLAlchemy with room for more',
      'Pool size: 5  Connections in pool: 0 Current Overflow: 3 Current Checked out connections: 8',
      [8, 0, 7, undefined],
    ],
    ['Tomcat JDBC', 'none available[size:50; busy:50; idle:0] in pool', [50, 0, 0, undefined]],
    ['DBCP', 'dbcp: numActive=8, numIdle=0, maxTotal=8, numWaiters=3', [8, 0, 0, 3]],
  ])('are read of %s', (_, text, [used, idle, free, waiting]) => {
    expect(statistics(text)).toEqual({ used, idle, free, waiting });
  });

  it.each(['executor stats: active=8 idle=0 max=8 waiting=3', 'free memory pool: used=12 idle=0 max=12'])(
    'are not those of other pools: %s',
    (text) => {
      expect(statistics(text).idle).toBeUndefined();
    },
  );
});

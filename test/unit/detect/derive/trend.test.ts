import { describe, expect, it } from 'vitest';
import { tableRowsOf } from '../../../../src/detect/derive/table-rows.ts';
import { trends as trendsOf } from '../../../../src/detect/derive/trend.ts';
import type { Observation } from '../../../../src/model/observation.ts';
import { count, table } from './rows.ts';

const trends = (rows: readonly Observation[]) => trendsOf(tableRowsOf([rows]));

const leak = (port: number) => `CLOSE_WAIT 10.2.0.15:${port} 10.2.0.40:8080 python3`;

describe('trends', () => {
  it('follows a state over snapshots of one machine, in the order of their times', () => {
    const second = table(
      { role: 'host', input: 'b.txt', atMs: 60_000 },
      leak(1),
      leak(2),
      leak(3),
      'ESTABLISHED 10.2.0.15:9 10.2.0.41:22',
    );
    const first = table(
      { role: 'host', input: 'a.txt', atMs: 0 },
      leak(1),
      'ESTABLISHED 10.2.0.15:9 10.2.0.41:22',
    );

    expect(trends([...second, ...first]).map(({ fields }) => fields)).toEqual([
      {
        state: 'CLOSE_WAIT',
        first: 1,
        last: 3,
        snapshots: 2,
        growing: true,
        kept: 1,
        overSec: 60,
        peer: '10.2.0.40:8080',
        process: 'python3',
        pid: '77',
      },
      {
        state: 'ESTABLISHED',
        first: 1,
        last: 1,
        snapshots: 2,
        growing: false,
        kept: 1,
        overSec: 60,
        peer: '10.2.0.41:22',
      },
    ]);
  });

  it('is not growing when it fell in between', () => {
    const looks = [5, 3, 8].map((sockets, at) =>
      count({ role: 'host', snapshot: `s${at}` }, 'TIME_WAIT', sockets),
    );

    expect(trends(looks)[0]?.fields).toEqual({
      state: 'TIME_WAIT',
      first: 5,
      last: 8,
      snapshots: 3,
      growing: false,
    });
  });

  it('names the address alone when every socket has another port', () => {
    const rows = [1, 2, 3].map((port) => `TIME_WAIT 10.2.0.40:5672 10.2.0.15:${port}`);

    const before = table({ role: 'broker', snapshot: 's1' }, 'LISTEN 10.2.0.40:5672 0.0.0.0:*');
    const after = table({ role: 'broker', snapshot: 's2', atMs: 1 }, ...rows);

    const trend = trends([...before, ...after]).find(({ fields }) => fields['state'] === 'TIME_WAIT');

    expect(trend?.fields).toMatchObject({ first: 0, last: 3, growing: true, peer: '10.2.0.15' });
  });

  it.each([
    ['another filter', { command: 'netstat -an | grep 1883' }, { command: 'netstat -an | grep 8080' }],
    ['another tool', { source: 'ss' }, { source: 'netstat' }],
    ['a table cut short', { command: 'ss -tan | head' }, { command: 'ss -tan | head' }],
  ])('does not compare looks through %s', (_, one, other) => {
    const before = table({ role: 'host', snapshot: 's1', ...one }, leak(1));
    const after = table({ role: 'host', snapshot: 's2', ...other }, leak(1), leak(2));

    expect(trends([...before, ...after])).toEqual([]);
  });

  it('does not compare two machines that were given one role', () => {
    const one = table({ role: 'host', input: 'a.txt' }, leak(1));
    const other = table(
      { role: 'host', input: 'b.txt' },
      'CLOSE_WAIT 10.2.0.16:1 10.2.0.40:8080',
      'CLOSE_WAIT 10.2.0.16:2 10.2.0.40:8080',
    );

    expect(trends([...one, ...other])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/observe/observe.ts';

describe('words that every JavaScript object has as properties', () => {
  it.each([
    ['a configuration key', 'heartbeat = 10\nconstructor = 5\nlistener 1883'],
    ['a level', '2026-11-22 05:02:13 constructor: connection reset by peer'],
    ['a level in JSON', '{"level":"constructor","message":"connection reset by peer"}'],
    ['a counter', 'Tcp:\n    12 constructor\n    3 active connection openings'],
    ['a setting of PostgreSQL', '    constructor\n-----------\n 12\n(1 row)'],
    ['a metric', 'node_sockstat_TCP_tw 3\nconstructor 12'],
    ['a unit of time in code', 'import amqp\nheartbeat = 5 * time.constructor\nconnect(heartbeat)'],
  ])('are plain text when they stand for %s', (_, text) => {
    const { observations } = observe(text, { name: 'input' });

    for (const { fields } of observations)
      for (const value of Object.values(fields))
        expect(['string', 'number', 'boolean']).toContain(typeof value);
    expect(observations.filter(({ fields }) => Number.isNaN(fields['value']))).toEqual([]);
  });

  it('keeps the number that a command counted apart from the command, however narrow both are', () => {
    const { observations } = observe('$ sudo netstat -tnp | grep FIN_WAIT2 | wc -l\n287\n', {
      name: 'x.txt',
    });

    expect(observations.map(({ kind, fields }) => [kind, fields['state'], fields['count']])).toEqual([
      ['state-count', 'FIN_WAIT2', 287],
    ]);
  });
});

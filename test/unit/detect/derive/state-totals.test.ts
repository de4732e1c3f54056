import { describe, expect, it } from 'vitest';
import { stateTotals as stateTotalsOf } from '../../../../src/detect/derive/state-totals.ts';
import { tableRowsOf } from '../../../../src/detect/derive/table-rows.ts';
import type { Observation } from '../../../../src/model/observation.ts';
import { count, observation, table } from './rows.ts';

const stateTotals = (rows: readonly Observation[]) => stateTotalsOf(tableRowsOf([rows]));

const HOST = { role: 'host' } as const;

function total(observations: Parameters<typeof stateTotals>[0], state: string) {
  return stateTotals(observations).find(({ fields }) => fields['state'] === state)?.fields;
}

describe('state totals', () => {
  it('takes the highest number of a single tool, never a sum', () => {
    const observations = [
      count({ ...HOST, source: 'ss -s' }, 'TIME_WAIT', 3000),
      count({ ...HOST, source: 'ss -s' }, 'ESTABLISHED', 12),
      count({ ...HOST, source: 'counts', input: 'counts.txt' }, 'TIME_WAIT', 2990),
      ...table(HOST, 'TIME_WAIT 10.2.0.15:40000 10.2.0.40:8080'),
    ];

    expect(total(observations, 'TIME_WAIT')).toEqual({
      state: 'TIME_WAIT',
      count: 3000,
      established: 12,
      perEstablished: 250,
      total: 3012,
    });
  });

  it.each(['ss -s', 'sockstat'])(
    'takes what another tool sees in FIN_WAIT2 out of the TIME_WAIT of %s',
    (source) => {
      const observations = [
        count({ ...HOST, source }, 'TIME_WAIT', 9020),
        count({ ...HOST, source: 'counts', input: 'counts.txt' }, 'FIN_WAIT2', 9000),
      ];

      expect(total(observations, 'TIME_WAIT')).toMatchObject({ count: 20 });
    },
  );

  it("names the process that has most of them, and keeps a database's sessions apart", () => {
    const grouped = [
      observation('state-count', HOST, { snapshot: 's1', source: 'x', state: 'BOUND', count: 40, pid: '7' }),
      observation('state-count', HOST, { snapshot: 's1', source: 'x', state: 'BOUND', count: 900, pid: '8' }),
      count({ ...HOST, source: 'sessions', snapshot: 's2' }, 'idle', 70),
    ];

    expect(total(grouped, 'BOUND')).toMatchObject({ count: 940, pid: '8' });
    expect(total(grouped, 'idle')).toBeUndefined();
  });

  it('says what part of the local ports they hold', () => {
    const range = observation('setting', HOST, { name: 'ip_local_port_range', text: '40000\t42999' });

    expect(total([count(HOST, 'TIME_WAIT', 2400), range], 'TIME_WAIT')).toEqual({
      state: 'TIME_WAIT',
      count: 2400,
      total: 2400,
      portRange: 3000,
      portShare: 0.8,
    });
  });

  it("does not count a server's own port into that part", () => {
    const range = observation('setting', HOST, { name: 'ip_local_port_range', text: '32768 60999' });
    const rows = table(
      HOST,
      'TIME_WAIT 10.2.0.40:5672 10.2.0.15:40000',
      'TIME_WAIT 10.2.0.40:5672 10.2.0.15:40001',
    );

    expect(total([...rows, range], 'TIME_WAIT')).toMatchObject({ count: 2, portShare: 0 });
  });

  it('keeps machines apart, and takes a socket once that lsof lists for each descriptor', () => {
    const row = 'CLOSE_WAIT 10.2.0.15:40000 10.2.0.40:8080';

    expect(total(table({ ...HOST, source: 'lsof' }, row, row), 'CLOSE_WAIT')).toMatchObject({ count: 1 });
    expect(
      stateTotals([count(HOST, 'CLOSE_WAIT', 5), count({ role: 'peer' }, 'CLOSE_WAIT', 7)]).map(
        ({ role, fields }) => `${role} ${fields['count']}`,
      ),
    ).toEqual(['host 5', 'peer 7']);
  });

  it('takes what sockstat counts as in use for the most that can be established', () => {
    const look = { ...HOST, source: 'sockstat' };
    const inUse = observation('counter', look, { name: 'TCPInuse', value: 14 });

    expect(total([count(look, 'TIME_WAIT', 8000), inUse], 'TIME_WAIT')).toMatchObject({ established: 14 });
    expect(total([count(HOST, 'TIME_WAIT', 8000), inUse], 'TIME_WAIT')).not.toHaveProperty('established');
  });
});

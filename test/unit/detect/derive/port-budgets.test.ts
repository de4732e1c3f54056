import { describe, expect, it } from 'vitest';
import { portBudgets } from '../../../../src/detect/derive/port-budgets.ts';
import { tableRowsOf } from '../../../../src/detect/derive/table-rows.ts';
import type { Observation } from '../../../../src/model/observation.ts';
import { observation, table } from './rows.ts';

const DATABASE = '10.2.0.40:5432';

/** Sockets that this machine closed, each with the seconds for which it still holds its port. */
function closed(sockets: number, secLeft: (i: number) => number, firstPort = 32_768): Observation[] {
  return table(
    { role: 'client' },
    ...Array.from({ length: sockets }, (_, i) => `TIME_WAIT 10.2.0.15:${firstPort + i} ${DATABASE}`),
  ).map((row, i) => ({ ...row, fields: { ...row.fields, timer: 'timewait', timerSec: secLeft(i) } }));
}

const budgets = (...inputs: Observation[][]) =>
  portBudgets(inputs.map((rows) => tableRowsOf([rows]))).map(({ fields }) => fields);

const reuse = (value: number) =>
  observation('setting', { role: 'client' }, { name: 'tcp_tw_reuse', value, text: String(value) });

describe('the budget of local ports', () => {
  it('says when the last port to a destination is taken, where more end in a second than ports come back', () => {
    // 20,000 in 60 s until now, and 700 a second in the last ten.
    const rows = closed(20_000, (i) => (i < 7_000 ? 51 + (i % 9) : 1 + (i % 49)));

    const [budget] = budgets(rows);

    expect(budget).toMatchObject({
      peer: DATABASE,
      held: 20_000,
      portRange: 28_232,
      left: 8_232,
      perSec: 700,
      needed: 42_000,
    });
    expect(budget?.['inSec']).toBe(18);
    expect(budget?.['budget']).toBe(
      '10.2.0.15 holds 20,000 of 28,232 ports to 10.2.0.40:5432, and ends 700 connections a second: at this rate no port is left in 18 s',
    );
  });

  it('has no end where the present rate leaves ports', () => {
    const rows = closed(6_000, (i) => i % 60);

    const [budget] = budgets(rows);

    expect(budget).toMatchObject({ perSec: 100, needed: 6_000 });
    expect(budget).not.toHaveProperty('inSec');
  });

  it('has no end where new connections take over such ports', () => {
    const rows = closed(20_000, (i) => (i < 7_000 ? 51 + (i % 9) : 1 + (i % 49)));

    expect(budgets([...rows, reuse(1)])[0]).not.toHaveProperty('inSec');
    expect(budgets([...rows, reuse(2)])[0]).toMatchObject({ reuse: 'loopback', inSec: 18 });
  });

  it('counts each source address for itself', () => {
    const rows = closed(1_200, () => 30).map((row, i) => {
      const localAddress = i % 2 === 0 ? '10.2.0.15' : '10.2.0.16';
      return { ...row, fields: { ...row.fields, localAddress } };
    });

    expect(budgets(rows)).toMatchObject([{ local: '10.2.0.15', held: 600 }]);
  });

  it('uses no ports on the side that accepts', () => {
    const served = Array.from({ length: 900 }, (_, i) => `TIME_WAIT 10.2.0.40:5432 10.2.0.15:${40_000 + i}`);

    expect(budgets(table({ role: 'broker' }, ...served))).toEqual([
      { state: 'TIME_WAIT', side: 'accepting', local: DATABASE, count: 900 },
    ]);
  });

  it('tells of no accepting side beside the one that connects', () => {
    const served = Array.from({ length: 900 }, (_, i) => `TIME_WAIT 10.2.0.40:80 10.2.0.15:${40_000 + i}`);

    const sides = budgets(
      table({ role: 'broker' }, ...served),
      closed(800, () => 30),
    ).map(({ side }) => side);

    expect(sides).toEqual(['connecting']);
  });
});

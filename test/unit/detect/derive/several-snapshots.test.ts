import { describe, expect, it } from 'vitest';
import { compareEnds } from '../../../../src/detect/derive/compare-ends.ts';
import { cutInputs } from '../../../../src/detect/derive/levels.ts';
import { socketTables } from '../../../../src/detect/derive/machine-tables.ts';
import { tableRowsOf } from '../../../../src/detect/derive/table-rows.ts';
import { twoEnds } from '../../../../src/detect/derive/two-ends.ts';
import type { Observation } from '../../../../src/model/observation.ts';
import { type Look, observation, table } from './rows.ts';

/** The client's end of a connection, and the broker's. Another one stays on both. */
const CLIENT_END = 'ESTABLISHED 10.2.0.15:40456 10.2.0.40:5672 node';
const BROKER_END = 'ESTABLISHED 10.2.0.40:5672 10.2.0.15:40456 beam.smp';

/** Snapshots of the client's machine that have the connection (x) or not (.), one each 10 s. */
function client(drawn: string): Observation[] {
  return drawn === ''
    ? []
    : snapshots({ role: 'host' }, drawn, ['ESTABLISHED 10.2.0.15:9 10.2.0.40:5672 node'], CLIENT_END);
}

function broker(drawn: string): Observation[] {
  const others = ['LISTEN *:5672 *:*', 'ESTABLISHED 10.2.0.40:5672 10.2.0.15:9 beam.smp'];
  return snapshots({ role: 'peer' }, drawn, others, BROKER_END);
}

function snapshots(look: Look, drawn: string, always: readonly string[], row: string): Observation[] {
  return drawn.split('').flatMap((mark, i) => {
    if (mark === ' ') return [];
    const rows = mark === 'x' ? [...always, row] : always;
    return table({ ...look, snapshot: `${look.role} ${i}`, atMs: i * 10_000 }, ...rows);
  });
}

/** The broker's own lists of its connections, likewise. */
function listed(drawn: string): Observation[] {
  return drawn.split('').flatMap((mark, i) => {
    if (mark === ' ') return [];
    const row = (port: number) =>
      observation(
        'broker-connection',
        { role: 'broker', atMs: i * 10_000 },
        { client: `10.2.0.15:${port}`, server: '10.2.0.40:5672' },
      );
    return mark === 'x' ? [row(9), row(40_456)] : [row(9)];
  });
}

function halfOpen(...rows: readonly Observation[][]): string[] {
  const all = rows.flat();
  return compareEnds(twoEnds(socketTables(tableRowsOf([all])), cutInputs([all]))).map(
    ({ fields }) => `${fields['client']} absent on ${fields['absentOn']}`,
  );
}

describe('of several snapshots of two machines', () => {
  it.each([
    { case: 'has lost it', app: 'x x x', mq: 'x . .', found: true },
    { case: 'has lost it, and was looked at last', app: 'x x x  ', mq: '  x . .', found: true },
    { case: 'never had it', app: 'x x x', mq: '. . .', found: true },
    { case: 'has it still', app: 'x x x', mq: 'x x x', found: false },
    { case: 'has it again', app: 'x x x', mq: 'x . x', found: false },
    { case: 'closed it, and the client was not looked at since', app: 'x x  ', mq: 'x x .', found: false },
    { case: 'was not looked at since the client opened it', app: '. . x', mq: '. .  ', found: false },
    { case: 'may have had it between two snapshots', app: '. x ', mq: '.  .', found: false },
    { case: 'never had it, though the client keeps it', app: '. x x', mq: '. . .', found: true },
  ])('a connection of the client is half-open where the broker $case', ({ app, mq, found }) => {
    const expected = found ? ['10.2.0.15:40456 absent on peer.txt'] : [];

    expect(halfOpen(client(app), broker(mq))).toEqual(expected);
  });

  it.each([
    { case: 'has lost it', app: 'x . .', mq: 'x x x', found: true },
    {
      case: 'has closed it, and the broker was not looked at since',
      app: 'x x .',
      mq: 'x x  ',
      found: false,
    },
  ])('a connection of the broker is half-open where the client $case', ({ app, mq, found }) => {
    const expected = found ? ['10.2.0.15:40456 absent on host.txt'] : [];

    expect(halfOpen(client(app), broker(mq))).toEqual(expected);
  });

  it("take the last of a broker's lists of its clients for what it has", () => {
    expect(halfOpen(client('x x x'), listed('x . .'))).toEqual(['10.2.0.15:40456 absent on broker.txt']);
    expect(halfOpen(client('x x x'), listed('x x x'))).toEqual([]);
    expect(halfOpen(client('x . .'), listed('x . .'))).toEqual([]);
    expect(halfOpen(client('x . .'), listed('x x x'))).toEqual(['10.2.0.15:40456 absent on host.txt']);
  });

  it('take a client for a server no sooner than one of them would', () => {
    const names = (drawn: string) => {
      const rows = [
        ...client(drawn),
        ...snapshots(
          { role: 'peer' },
          drawn,
          ['ESTABLISHED 10.2.0.40:5672 10.2.0.16:7 beam.smp'],
          BROKER_END.replace('40456', '7'),
        ),
      ];
      return compareEnds(twoEnds(socketTables(tableRowsOf([rows])), cutInputs([rows]))).map(
        ({ fields }) => `${fields['client']} -> ${fields['server']}`,
      );
    };

    expect(new Set(names('x x x'))).toEqual(new Set(names('x')));
  });
});

import { describe, expect, it } from 'vitest';
import { compareEnds } from '../../../../src/detect/derive/compare-ends.ts';
import { connectionHistories, otherEnds } from '../../../../src/detect/derive/connection-history.ts';
import { cutInputs } from '../../../../src/detect/derive/levels.ts';
import { socketTables } from '../../../../src/detect/derive/machine-tables.ts';
import { tableRowsOf } from '../../../../src/detect/derive/table-rows.ts';
import { twoEnds } from '../../../../src/detect/derive/two-ends.ts';
import type { FieldValue } from '../../../../src/model/fields.ts';
import type { Observation } from '../../../../src/model/observation.ts';
import { table } from './rows.ts';

function waiting(rows: readonly Observation[], fields: Record<string, FieldValue>): Observation[] {
  return rows.map((row) => ({ ...row, fields: { ...row.fields, ...fields } }));
}

function histories(...rows: readonly (readonly Observation[])[]) {
  const all = rows.flat();
  const tableRows = tableRowsOf([all]);
  const ends = twoEnds(socketTables(tableRows), cutInputs([all]));
  return connectionHistories(tableRows, otherEnds(ends, compareEnds(ends))).map(({ fields }) => fields);
}

describe('the history of a connection', () => {
  const app = (snapshot: string, atMs: number, state = 'ESTABLISHED') =>
    table({ role: 'host', snapshot, atMs }, `${state} 10.2.0.15:40456 10.2.0.40:7000`);

  it('joins the looks at one socket, and says for how long it has been in its state', () => {
    expect(
      histories(app('s1', 0, 'ESTABLISHED'), app('s2', 60_000, 'FIN_WAIT1'), app('s3', 180_000, 'FIN_WAIT1')),
    ).toMatchObject([{ state: 'FIN_WAIT1', looks: 2, overSec: 120, otherEnd: 'unknown' }]);
  });

  it('tells nothing of a socket that the latest look no longer has', () => {
    const other = table(
      { role: 'host', snapshot: 's2', atMs: 60_000 },
      'ESTABLISHED 10.2.0.15:9 10.2.0.40:7000',
    );

    expect(histories(app('s1', 0), other)).toEqual([]);
  });

  it('sees a queue grow from look to look', () => {
    const looks = [300, 9000, 41_000].map((sendQBytes, at) =>
      waiting(app(`s${at}`, at * 60_000), { sendQBytes }),
    );

    expect(histories(...looks)).toMatchObject([
      { sendQFirstBytes: 300, sendQBytes: 41_000, growing: 'send' },
    ]);
  });

  it('sees that a full queue is read, by what came in meanwhile', () => {
    const looks = [2_000_000, 30_000_000].map((receivedBytes, at) =>
      waiting(app(`s${at}`, at * 1_000), { recvQBytes: 1_500_000, receivedBytes }),
    );
    const stuck = looks.map((rows) => waiting(rows, { receivedBytes: 2_000_000 }));

    expect(histories(...looks)).toMatchObject([{ recvQBytes: 1_500_000, drained: 'recv' }]);
    expect(histories(...stuck)[0]?.['drained']).toBeUndefined();
  });

  it.each([
    ['the same', 'same', 'ESTABLISHED 10.2.0.40:7000 10.2.0.15:40456'],
    ['one with an address that was translated', 'translated', 'ESTABLISHED 10.2.0.40:7000 192.0.2.10:40456'],
    ['none', 'absent', 'ESTABLISHED 10.2.0.40:7000 10.2.0.16:9'],
  ])('says what the other end has: %s', (_, otherEnd, row) => {
    const mine = waiting(app('s1', 0), { sendQBytes: 512, timer: 'on', timerCount: 6 });
    const other = table({ role: 'peer' }, row);

    expect(histories(mine, other).find(({ local }) => local === '10.2.0.15:40456')).toMatchObject({
      otherEnd,
    });
  });
});

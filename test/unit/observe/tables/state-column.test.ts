import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';
import { countByState, stateColumn } from '../../../../src/observe/tables/state-column.ts';

const SS = `State      Recv-Q Send-Q Local Address:Port  Peer Address:Port
ESTAB      0      0      10.0.0.1:40001  10.0.0.9:5672
CLOSE-WAIT 1      0      10.0.0.1:40002  10.0.0.9:5672
`;
const NETSTAT = `Proto Recv-Q Send-Q Local Address   Foreign Address State
tcp        0      0 10.0.0.1:40001  10.0.0.9:5672   ESTABLISHED
tcp        0      0 10.0.0.1:40002  10.0.0.9:5672   TIME_WAIT
`;

function rowsOf(table: string) {
  return observe(table, { name: 'table' }).observations.filter(({ kind }) => kind === 'connection');
}

describe('the column in which a table names its states', () => {
  it.each([
    ['ss', SS, 0],
    ['netstat', NETSTAT, 5],
  ])('of %s', (_, table, column) => {
    expect(stateColumn(rowsOf(table))).toBe(column);
  });

  it('is none where a row bears no state', () => {
    const [row] = rowsOf(SS);
    if (!row) throw new Error('no row');

    expect(stateColumn([row, { ...row, fields: {} }])).toBeUndefined();
  });
});

describe('rows counted by their state alone', () => {
  const count = (text: string, column = 0) => countByState(new TextEncoder().encode(text), column);

  it('are all counted, however a state is printed', () => {
    const rows = 'ESTAB 0 0 a b\r\nCLOSE-WAIT 0 0 a b\n\nESTAB 1 0 a b\nTIME-WAIT 0 0 a b';

    expect(count(rows)).toEqual(
      new Map([
        ['ESTABLISHED', 2],
        ['CLOSE_WAIT', 1],
        ['TIME_WAIT', 1],
      ]),
    );
  });

  it('are those of another column where the states stand there', () => {
    expect(count('tcp 0 0 a b LISTEN\ntcp 0 0 a b LISTEN\n', 5)).toEqual(new Map([['LISTEN', 2]]));
  });

  it.each([
    ['a word that is no state', 'ESTAB 0 0 a b\nESTABLISHED-TWICE 0 0 a b\n'],
    ['a line with fewer words', 'ESTAB 0 0 a b\n  cubic\n'],
  ])('are not counted where there is %s between them', (_, rows) => {
    expect(count(rows)).toBeUndefined();
  });
});

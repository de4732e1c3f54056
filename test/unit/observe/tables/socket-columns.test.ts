import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';
import {
  hashedEnds,
  readEnds,
  readSocketColumns,
  SOCKET_STATES,
  socketColumns,
} from '../../../../src/observe/tables/socket-columns.ts';

const SS = `State      Recv-Q Send-Q Local Address:Port  Peer Address:Port
ESTAB      0      0      10.0.0.1:40001  10.0.0.9:5672
CLOSE-WAIT 1      0      10.0.0.1:40002  10.0.0.9:5672
`;
const NETSTAT = `Proto Recv-Q Send-Q Local Address   Foreign Address State
tcp        0      0 10.0.0.1:40001  10.0.0.9:5672   ESTABLISHED
tcp        0      0 10.0.0.1:40002  10.0.0.9:5672   TIME_WAIT
`;
const WINDOWS = `  Proto  Local Address          Foreign Address        State           PID
  TCP    10.0.0.1:40001         10.0.0.9:5672          ESTABLISHED     4711
  TCP    10.0.0.1:40002         10.0.0.9:5672          TIME_WAIT       0
`;

function rowsOf(table: string) {
  return observe(table, { name: 'table' }).observations.filter(({ kind }) => kind === 'connection');
}

describe('the columns of a table of sockets', () => {
  it.each([
    ['ss', SS, { state: 0, local: 3, peer: 4, isIndented: false }],
    ['netstat', NETSTAT, { state: 5, local: 3, peer: 4, isIndented: false }],
    ['netstat on Windows', WINDOWS, { state: 3, local: 1, peer: 2, isIndented: true }],
  ])('of %s', (_, table, columns) => {
    expect(socketColumns(rowsOf(table))).toEqual(columns);
  });

  it('are not known where a row bears no state', () => {
    const [row] = rowsOf(SS);
    if (!row) throw new Error('no row');

    expect(socketColumns([row, { ...row, fields: {} }])).toBeUndefined();
  });
});

const COLUMNS = { state: 0, local: 3, peer: 4, isIndented: false };
const bytes = (text: string) => new TextEncoder().encode(text);

describe('rows that are read by their columns', () => {
  const read = (text: string) => {
    const rows = readSocketColumns(bytes(text), COLUMNS);
    return (
      rows && Array.from({ length: rows.count }, (_, i) => [rows.line[i], SOCKET_STATES[rows.state[i] ?? 0]])
    );
  };

  it('are all read, however a state is printed, with blank lines, second lines and datagrams between', () => {
    const rows =
      'ESTAB 0 0 a:1 b:2\r\n\t cubic rto:204\nCLOSE-WAIT 0 0 a:1 b:2\n\nudp UNCONN 0 0 a:1 b:2\nTIME-WAIT 0 0 a:1 b:2';

    expect(read(rows)).toEqual([
      [0, 'ESTABLISHED'],
      [2, 'CLOSE_WAIT'],
      [5, 'TIME_WAIT'],
    ]);
  });

  it.each([
    ['a word that is no state', 'ESTAB 0 0 a:1 b:2\nESTABLISHED-TWICE 0 0 a:1 b:2\n'],
    ['a line with fewer words', 'ESTAB 0 0 a:1 b:2\ncubic\n'],
  ])('are not read where there is %s between them', (_, rows) => {
    expect(read(rows)).toBeUndefined();
  });

  it('have the same ports at either end', () => {
    const rows = readSocketColumns(
      bytes('ESTAB 0 0 10.0.0.1:4001 10.0.0.9:5672\nESTAB 0 0 10.0.0.9:5672 192.0.2.7:4001\n'),
      COLUMNS,
    );

    expect(rows?.ports[0]).toBe(rows?.ports[1]);
  });

  it.each([
    ['10.0.0.1:4001', '[::ffff:10.0.0.1]:4001'],
    ['10.0.0.1:4001', '::ffff:10.0.0.1:4001'],
    ['fe80::1:4001', '[fe80::1%eth0]:4001'],
    ['10.0.0.1:4001', '10.0.0.1%eth0:4001'],
  ])('have the same end %s as %s', (one, other) => {
    const { local } = readEnds(bytes(`ESTAB 0 0 ${other} 10.0.0.9:5672\n`), 0, COLUMNS);

    expect(local).toBe(hashedEnds(one, '10.0.0.9:5672').local);
    expect(local).not.toBe(hashedEnds('10.0.0.1:4002', '10.0.0.9:5672').local);
  });
});

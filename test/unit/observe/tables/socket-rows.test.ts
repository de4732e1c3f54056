import { describe, expect, it } from 'vitest';
import { type SocketRow, socketRows } from '../../../../src/observe/tables/socket-rows.ts';
import type { Table } from '../../../../src/observe/tables/table-reader.ts';
import { fieldsOf, readBlocks } from './read-blocks.ts';

const ROWS = 4_000;

/** How often a row is read while a table is offered from each line that no block has taken yet. */
function readsOf(
  rowOf: (index: number) => SocketRow,
  isBlank: (index: number) => boolean = () => false,
): number {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const text = isBlank(at) ? '' : `row ${at}`;
    return { number: at + 1, text, verbatim: text };
  });
  let snapshots = 0;
  const table: Table = {
    lines,
    context: { input: 'paste.txt', nextSnapshot: () => `s${++snapshots}` },
    preamble: { next: 0, dated: false },
  };
  let reads = 0;
  for (let at = 0; at < ROWS; ) {
    const block = socketRows(table, at, 'ss', (index) => {
      reads++;
      return rowOf(index);
    });
    at = Math.max(block?.next ?? 0, at + 1);
  }
  return reads;
}

describe('a table of sockets', () => {
  it.each(['unread', 'skip'] as const)(
    'of %s rows alone is read once, not from each of its rows again',
    (row) => {
      expect(readsOf(() => row)).toBeLessThan(2 * ROWS);
    },
  );

  it('with a blank line after each row compares no row with all the others', () => {
    let compared = 0;
    const protocol = {
      toString() {
        compared++;
        return 'tcp';
      },
    } as unknown as string;

    readsOf(
      (at) => (at % 2 === 0 ? { protocol, local: `10.0.0.1:${at}`, peer: '10.0.0.2:80' } : 'end'),
      (at) => at % 2 === 1,
    );

    expect(compared).toBeLessThan(2 * ROWS);
  });

  it.each([
    '...',
    '… 40 more',
    '(and so on for pages)',
    '[38 lines omitted]',
    '<snip>',
    '-- 200 more like these --',
  ])('goes on after rows were left out with %s', (elision) => {
    const blocks = readBlocks(
      `tcp 0 0 10.4.0.2:80 10.4.8.1:40001 FIN_WAIT2\n${elision}\ntcp 0 0 10.4.0.2:80 10.4.8.9:40009 FIN_WAIT2`,
    );

    expect(fieldsOf(blocks, 'snapshot', 'peerPort')).toEqual(['s1 40001', 's1 40009']);
  });

  it('that a loop prints again each second is as many snapshots of the same sockets', () => {
    const look = (sec: number) =>
      `FIN-WAIT-2 0 0 10.4.0.2:40001 10.4.8.9:9200 timer:(keepalive,${sec}sec,0)\nESTAB 0 0 10.4.0.2:40002 10.4.8.9:9200`;
    const blocks = readBlocks([9, 8, 7].map(look).join('\n'));

    expect(fieldsOf(blocks, 'snapshot', 'localPort', 'timerSec')).toEqual([
      's1 40001 9',
      's1 40002 -',
      's2 40001 8',
      's2 40002 -',
      's3 40001 7',
      's3 40002 -',
    ]);
  });

  it('of lsof names a socket once for each descriptor, and a listener once for each process', () => {
    const lsof =
      'node 61 app 8u IPv4 91001 0t0 TCP 10.4.0.2:41001->10.4.1.9:5432 (CLOSE_WAIT)\nnode 62 app 8u IPv4 91001 0t0 TCP 10.4.0.2:41001->10.4.1.9:5432 (CLOSE_WAIT)';
    const listeners = 'LISTEN 0 511 0.0.0.0:80 0.0.0.0:*\nLISTEN 0 511 0.0.0.0:80 0.0.0.0:*';

    expect(fieldsOf(readBlocks(lsof), 'snapshot')).toEqual(['s1', 's1']);
    expect(fieldsOf(readBlocks(listeners), 'snapshot')).toEqual(['s1', 's1']);
  });

  it('may be one listener without its address', () => {
    expect(fieldsOf(readBlocks('LISTEN     201    200'), 'state', 'recvQBytes', 'backlogFree')).toEqual([
      'LISTEN 201 -1',
    ]);
  });
});

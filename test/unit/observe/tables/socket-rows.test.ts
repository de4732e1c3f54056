import { describe, expect, it } from 'vitest';
import { type SocketRow, socketRows } from '../../../../src/observe/tables/socket-rows.ts';
import type { Table } from '../../../../src/observe/tables/table-reader.ts';

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
});

import { HalfopenError } from '../../src/errors.ts';
import type { Table } from '../../src/ports.ts';

/** A crash: nothing in the product may catch it. */
class Killed extends Error {}

/** A table whose writes fail where `when` says: before they are done, or after, when nobody learns of it. */
export function createFailingTable(
  table: Table,
  when: (write: { pk: string }) => 'fine' | 'refuse' | 'kill-before' | 'kill-after',
): Table {
  return {
    ...table,
    async put(item, expected, nowMs) {
      const fate = when(item);
      if (fate === 'refuse')
        throw new HalfopenError({
          code: 'store-unavailable',
          message: 'refused',
          hint: 'none',
          retryable: true,
        });
      if (fate === 'kill-before') throw new Killed('before');
      const done = await table.put(item, expected, nowMs);
      if (fate === 'kill-after') throw new Killed('after');
      return done;
    },
  };
}

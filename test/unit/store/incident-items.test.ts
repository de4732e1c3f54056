import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/ports.ts';
import { changeIncident, findIncident, storedHeads } from '../../../src/store/incident-items.ts';
import { listOpen } from '../../../src/store/incident-lists.ts';
import { createFailingTable } from '../../support/failing-table.ts';
import { openOne, testInteractions } from '../../support/test-interactions.ts';

/** An open first episode, and the change that begins the second one. */
async function firstEpisode() {
  const context = testInteractions();
  const { id, fingerprint } = await openOne(context);
  const begin = (table: Table) =>
    changeIncident({ ...context, table }, fingerprint, (known) =>
      known?.episode === 1
        ? { ...known, episode: 2, id: `${fingerprint}-2`, count: 1, suppressed: 0 }
        : known,
    );
  const suppress = (suppressed: number) =>
    changeIncident(context, fingerprint, (known) => known && { ...known, suppressed });
  return { context, id, begin, suppress };
}

describe('an episode that a later one replaces', () => {
  it('is archived as it was last, also when another run changed it meanwhile', async () => {
    const { context, id, begin, suppress } = await firstEpisode();
    let isFirst = true;
    const slow: Table = {
      ...context.table,
      async put(item, expected, nowMs) {
        if (isFirst && item.pk === 'incident') {
          isFirst = false;
          await suppress(7);
        }
        return context.table.put(item, expected, nowMs);
      },
    };

    await begin(slow);

    expect(await findIncident(context, id)).toMatchObject({ episode: 1, suppressed: 7 });
  });

  it('stays the current one alone when the write that replaces it is lost', async () => {
    const { context, begin } = await firstEpisode();
    const refusing = createFailingTable(context.table, ({ pk }) => (pk === 'incident' ? 'refuse' : 'fine'));

    await expect(begin(refusing)).rejects.toThrow('refused');

    expect(await listOpen(context)).toMatchObject([{ episode: 1 }]);
    expect(await storedHeads(context, 'past')).toEqual([]);
  });

  it('is found and archived wherever the run is killed', async () => {
    for (const fate of ['kill-before', 'kill-after'] as const) {
      for (let nth = 1; ; nth++) {
        const { context, id, begin, suppress } = await firstEpisode();
        await suppress(7);
        let writes = 0;
        const failing = createFailingTable(context.table, () => (++writes === nth ? fate : 'fine'));
        await begin(failing).catch(() => undefined);

        expect(await findIncident(context, id)).toMatchObject({ episode: 1, suppressed: 7 });

        await begin(context.table);
        await suppress(1);
        expect(await findIncident(context, id)).toMatchObject({ episode: 1, suppressed: 7 });
        expect(await storedHeads(context, 'past')).toMatchObject([{ episode: 1 }]);
        expect(await listOpen(context)).toMatchObject([{ episode: 2 }]);
        if (writes < nth) break;
      }
    }
  });
});

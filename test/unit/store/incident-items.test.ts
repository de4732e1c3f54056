import { describe, expect, it } from 'vitest';
import { sweep } from '../../../src/notify/sweep.ts';
import { listIncidents } from '../../../src/store/incident-items.ts';
import { openOne, testDesk } from '../../support/test-desk.ts';

describe('an incident that an earlier version kept', () => {
  it('is listed as a new one is, and swept', async () => {
    const desk = testDesk();
    await openOne(desk);
    const [now] = await listIncidents(desk);
    const [item] = await desk.table.list({ pk: 'incident' }, desk.nowMs());
    const { reminding: _r, title: _t, lastSeenMs: _l, ...earlier } = { ...item?.head };
    if (item) await desk.table.put({ ...item, head: earlier }, 'any', desk.nowMs());

    const [listed] = await listIncidents(desk);
    const swept = await sweep(desk);

    expect(listed).toEqual(now);
    expect(swept).toMatchObject({ resolved: 0 });
  });
});

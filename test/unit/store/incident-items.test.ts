import { describe, expect, it } from 'vitest';
import { sweep } from '../../../src/notify/sweep.ts';
import { listIncidents } from '../../../src/store/incident-items.ts';
import { openOne, testInteractions } from '../../support/test-interactions.ts';

describe('an incident that an earlier version kept', () => {
  it('is listed as a new one is, and swept', async () => {
    const context = testInteractions();
    await openOne(context);
    const [now] = await listIncidents(context);
    const [item] = await context.table.list({ pk: 'incident' }, context.nowMs());
    const { reminding: _r, title: _t, lastSeenMs: _l, ...earlier } = { ...item?.head };
    if (item) await context.table.put({ ...item, head: earlier }, 'any', context.nowMs());

    const [listed] = await listIncidents(context);
    const swept = await sweep(context);

    expect(listed).toEqual(now);
    expect(swept).toMatchObject({ resolved: 0 });
  });
});

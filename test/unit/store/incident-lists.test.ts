import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledge, noted, resolve } from '../../../src/incidents/life-cycle.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import type { Table } from '../../../src/ports.ts';
import { headOf, isActive } from '../../../src/store/incident-head.ts';
import { changeIncident, recordNotified } from '../../../src/store/incident-items.ts';
import { listActive, listOpen, listSince } from '../../../src/store/incident-lists.ts';
import type { StoreContext } from '../../../src/store/store-context.ts';
import { createFailingTable } from '../../support/failing-table.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { createCheckedTable, testContext } from '../../support/test-context.ts';
import {
  dropClient,
  openOne,
  START_MS,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const MINUTE_MS = 60_000;
const LISTS = ['active-incident', 'past-incident', 'incident-lists'];
const model = await openOne(testInteractions());
const { fingerprint } = model;

type Step = (context: StoreContext) => Promise<unknown>;

const change =
  (next: (known: Incident, nowMs: number) => Incident): Step =>
  (context) =>
    changeIncident(context, fingerprint, (known) => known && next(known, context.nowMs()));

/** All that becomes of an incident: every step leaves it where it can be told from before. */
const STEPS: Record<string, Step> = {
  opens: (context) =>
    changeIncident(context, fingerprint, (known) => {
      if (!known) return model;
      if (known.state === 'open') return known;
      const episode = known.episode + 1;
      return { ...model, episode, id: `${fingerprint}-${episode}`, grewMs: context.nowMs() };
    }),
  grows: change((known, nowMs) => ({
    ...known,
    count: known.count + 1,
    version: known.version + 1,
    grewMs: nowMs,
  })),
  'is acknowledged': change((known, nowMs) => acknowledge(known, `U${known.version}`, nowMs)),
  resolves: change((known, atMs) => resolve(known, { atMs, why: 'quiet' })),
  'comes back': change(({ resolution: _, ...known }, atMs) =>
    known.state === 'open' ? known : noted({ ...known, state: 'open' }, { atMs, what: 'came back' }),
  ),
  'is shown': async (context) => {
    const known = (await listActive(context))[0];
    if (known)
      await recordNotified(context, { ...model, id: known.id }, (notified) => ({
        ...notified,
        version: known.version,
      }));
  },
  'is swept': (context) => sweep({ ...testContext(context), ...context }),
};
const LIFE = [
  'opens',
  'is shown',
  'grows',
  'resolves',
  'opens',
  'is shown',
  'resolves',
  'is shown',
  'comes back',
  'is acknowledged',
  'resolves',
  'is shown',
];

function stored(table: ReturnType<typeof createMemoryTable>): Incident | undefined {
  return table.items().find(({ pk }) => pk === 'incident')?.body as Incident | undefined;
}

/** What the lists tell must be what the incidents are. */
async function expectRight(
  context: StoreContext,
  table: ReturnType<typeof createMemoryTable>,
): Promise<void> {
  const incident = stored(table);
  const head = incident && headOf(incident);
  const active = await listActive(context);
  expect(active.map(({ id, state }) => ({ id, state }))).toEqual(
    incident && head && isActive(head) ? [{ id: incident.id, state: incident.state }] : [],
  );
  expect(await listOpen(context, model.system)).toEqual(active.filter(({ state }) => state === 'open'));
  if (incident && head && isActive(head))
    expect(active[0]).toMatchObject({ count: incident.count, version: incident.version });
}

function entries(table: ReturnType<typeof createMemoryTable>, nowMs: number) {
  return table.items().filter(({ pk, expiresAtMs = 0 }) => pk === 'active-incident' && expiresAtMs > nowMs);
}

async function live(
  context: StoreContext & { clock: { ms: number } },
  steps: readonly string[],
): Promise<void> {
  for (const step of steps) {
    context.clock.ms += MINUTE_MS;
    await STEPS[step]?.(context);
  }
}

describe('the lists of incidents', () => {
  it('are right after each step of an incident', async () => {
    const table = createCheckedTable(START_MS);
    const context = testContext({ table });

    for (const step of LIFE) {
      await live(context, [step]);
      await expectRight(context, table);
    }

    const since = await listSince(context, 0);
    expect(since.map(({ id, state }) => [id, state])).toEqual([
      [`${fingerprint}-1`, 'resolved'],
      [`${fingerprint}-2`, 'resolved'],
    ]);
  });

  it('are right wherever a run is killed, and the next sweep leaves nothing to do', async () => {
    for (const fate of ['kill-before', 'kill-after', 'refuse'] as const) {
      for (let nth = 1; ; nth++) {
        const table = createCheckedTable(START_MS);
        let writes = 0;
        const failing = createFailingTable(table, () => (++writes === nth ? fate : 'fine'));
        const context = testContext({ table: failing });

        const ended = await live(context, LIFE).then(
          () => true,
          () => false,
        );

        await expectRight(context, table);
        await sweep(testContext({ table, startMs: context.clock.ms }));
        await expectRight(context, table);
        expect(entries(table, context.clock.ms).every(({ head }) => head) || !stored(table)).toBe(true);
        const known = (await listSince(context, 0)).map(({ id }) => id);
        expect(known).toEqual([...new Set(known)]);
        expect(known.includes(stored(table)?.id ?? '')).toBe(stored(table) !== undefined);
        if (ended) break;
      }
    }
  });

  it('are right at every moment, whichever runs overlap and however they are slowed or killed', async () => {
    const step = fc.constantFrom(...Object.keys(STEPS));
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(step, { maxLength: 4 }), { minLength: 2, maxLength: 4 }),
        fc.array(fc.nat(60), { maxLength: 3 }),
        async (scheduler, runs, killedAt) => {
          const table = createCheckedTable(START_MS);
          const before = testContext({ table });
          await live(before, ['opens']);
          let writes = 0;
          const failing = createFailingTable(table, () =>
            killedAt.includes(++writes) ? 'kill-before' : 'fine',
          );
          const slow: Table = {
            ...failing,
            get: async (...given) => scheduler.schedule(Promise.resolve()).then(() => failing.get(...given)),
            list: async (...given) =>
              scheduler.schedule(Promise.resolve()).then(() => failing.list(...given)),
            async put(...given) {
              await scheduler.schedule(Promise.resolve());
              const done = await failing.put(...given);
              expectNoneMissing(table, before.clock.ms);
              return done;
            },
          };

          const done = Promise.allSettled(runs.map((steps) => live(testContext({ table: slow }), steps)));
          await scheduler.waitFor(done);

          for (const outcome of await done)
            if (outcome.status === 'rejected')
              expect(String(outcome.reason)).toMatch(/Error: before|contended/);
          await expectRight(before, table);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** An active incident has an entry, and an entry with a head tells what its incident is. Read at once, between any two writes. */
function expectNoneMissing(table: ReturnType<typeof createMemoryTable>, nowMs: number): void {
  const incident = stored(table);
  const [entry] = entries(table, nowMs);
  const head = incident && headOf(incident);
  if (head && isActive(head)) expect(entry).toBeDefined();
  if (entry?.head)
    expect(entry.head).toMatchObject({
      id: head?.id,
      state: head?.state,
      version: head?.version,
      count: head?.count,
    });
}

/** The table of a deployment that ran an earlier version until now: no lists, and heads that know less. */
async function earlierTable(
  context: ReturnType<typeof testInteractions>,
): Promise<ReturnType<typeof createMemoryTable>> {
  const table = createMemoryTable();
  for (const item of (context.table as ReturnType<typeof createMemoryTable>).items()) {
    const { reminding: _r, title: _t, lastSeenMs: _l, ...earlier } = item.head ?? {};
    const kept = item.body && item.head ? { ...item, head: earlier } : item;
    if (!LISTS.includes(item.pk)) await table.put(kept, 'any', context.clock.ms);
  }
  return table;
}

describe('incidents that an earlier version stored', () => {
  /** One that is open, one that is over, and one in its second episode. */
  async function upgraded() {
    const context = testInteractions();
    const open = await openOne(context);
    const over = await openOne(context, { client: '10.0.0.6', second: 1 });
    await changeIncident(
      context,
      over.fingerprint,
      (known) => known && resolve(known, { atMs: context.clock.ms, why: 'quiet' }),
    );
    await recordNotified(context, over, (notified) => ({ ...notified, version: over.version + 1 }));
    const second = await openOne(context, { client: '10.0.0.7', second: 2 });
    await changeIncident(
      context,
      second.fingerprint,
      (known) => known && { ...known, episode: 2, id: `${known.fingerprint}-2` },
    );
    const ids = {
      open: [open.id, `${second.fingerprint}-2`],
      all: [open.id, over.id, second.id, `${second.fingerprint}-2`],
    };
    return { context: { ...context, table: await earlierTable(context) }, ids };
  }
  const idsOf = (heads: readonly { id: string }[]) => heads.map(({ id }) => id).toSorted();

  it('are listed from the first moment on, and after the first sweep', async () => {
    const { context, ids } = await upgraded();

    for (const moment of ['before the sweep', 'after it']) {
      expect(idsOf(await listOpen(context)), moment).toEqual(ids.open.toSorted());
      expect(idsOf(await listSince(context, 0)), moment).toEqual(ids.all.toSorted());
      await sweep(context);
    }
  });

  it('are listed when a function of the earlier version went on for a while', async () => {
    const { context } = await upgraded();
    await sweep(context);
    const other = testInteractions();
    await openOne(other, { client: '10.0.0.9', second: 3 });
    for (const item of (await earlierTable(other)).items())
      if (item.pk === 'incident') await context.table.put(item, 'any', context.clock.ms);

    context.clock.ms += 16 * MINUTE_MS;
    await sweep(context);

    const { id } = await theIncident(context, '10.0.0.9');
    expect(idsOf(await listOpen(context))).toContain(id);
  });
});

describe('the incidents of a system', () => {
  it('are not those of another whose name begins alike', async () => {
    const config = { sources: [{ logGroup: '/mq/*', role: 'broker' as const, system: 'pay' }] };
    const context = testInteractions({ config });
    await dropClient(context);
    await dropClient(
      { ...context, config: { ...context.config, sources: [{ ...config.sources[0], system: 'pay#eu' }] } },
      { second: 1 },
    );

    expect((await listOpen(context, 'pay')).map(({ system }) => system)).toEqual(['pay']);
    expect(await listOpen(context)).toHaveLength(2);
  });
});

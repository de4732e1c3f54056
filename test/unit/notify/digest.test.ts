import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOnDigest, notifyDigest } from '../../../src/notify/digest.ts';
import { listDigests } from '../../../src/notify/digest-items.ts';
import { changeIncident } from '../../../src/store/incident-items.ts';
import { createFailingTable } from '../../support/failing-table.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { createCheckedTable, testConfig } from '../../support/test-context.ts';
import {
  dropClient,
  openOne,
  START_MS,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

/** A digest that counts one incident and has no card yet. */
async function digestOfOne() {
  const context = testInteractions();
  const incident = await openOne(context);
  await countOnDigest(context, '#on-call', incident);
  const [id = ''] = await listDigests(context);
  context.clock.ms += 10_000;
  return { context, id };
}

/** The same, but each call to the table or to Slack waits until the scheduler lets it go on. */
function slowed({ table, chat, ...context }: TestInteractions, scheduler: fc.Scheduler): TestInteractions {
  const turn = () => scheduler.schedule(Promise.resolve());
  return {
    ...context,
    table: {
      ...table,
      get: async (...given) => turn().then(() => table.get(...given)),
      list: async (...given) => turn().then(() => table.list(...given)),
      put: async (...given) => turn().then(() => table.put(...given)),
    },
    chat: {
      ...chat,
      post: async (...given) => turn().then(() => chat.post(...given)),
      update: async (...given) => turn().then(() => chat.update(...given)),
    },
  };
}

/** A flood of two, in a channel that takes no card of its own; the table's `nth` write is killed. */
async function floodKilledAt(nth: number, fate: 'kill-before' | 'kill-after') {
  const table = createCheckedTable(START_MS);
  let writes = 0;
  const failing = createFailingTable(table, () => (++writes === nth ? fate : 'fine'));
  const context = testInteractions({
    table: failing,
    config: { channels: { ...testConfig.channels, budgetCards: 0 } },
  });
  const deliver = async (client: string, second: number) => {
    const drop = () => dropClient(context, { client, second });
    await drop().catch(drop);
  };
  await deliver('10.0.0.5', 0);
  await passMinutes(context, 1);
  await deliver('10.0.0.6', 60);
  await passMinutes(context, 4);
  return { cards: context.chat.standing, isOver: writes < nth };
}

describe('the card of a digest', () => {
  it('counts all wherever a run is killed', async () => {
    for (const fate of ['kill-before', 'kill-after'] as const) {
      for (let nth = 1; ; nth++) {
        const { cards, isOver } = await floodKilledAt(nth, fate);

        expect(
          cards.map(({ content }) => content.text),
          `${fate} ${nth}`,
        ).toEqual([expect.stringContaining('2 more incidents')]);
        if (isOver) break;
      }
    }
  });

  it('counts what comes while it is being sent', async () => {
    const context = testInteractions();
    const one = await openOne(context);
    const other = await openOne(context, { client: '10.0.0.6' });
    await countOnDigest(context, '#on-call', one);
    const [id = ''] = await listDigests(context);
    context.clock.ms += 10_000;
    const { post } = context.chat;
    context.chat.post = async (message) => {
      context.chat.post = post;
      await countOnDigest(context, id, other);
      return post(message);
    };

    await notifyDigest(context, id);
    await passMinutes(context, 1);

    const card = context.chat.standing.find(({ name }) => name.incident === id);
    expect(card?.content.text).toContain('2 more incidents');
  });

  it('counts all, however runs that count and runs that send overlap', async () => {
    const model = await openOne(testInteractions());
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 4 }), async (scheduler, sends) => {
        const config = { channels: { ...testConfig.channels, paceMs: 0 } };
        const context = testInteractions({ config });
        const others = Array.from({ length: 4 }, (_, i) => {
          const fingerprint = `${i}`.padStart(16, '0');
          return { ...model, fingerprint, id: `${fingerprint}-1` };
        });
        for (const one of others) await changeIncident(context, one.fingerprint, () => one);
        const [first, ...rest] = others;
        if (first) await countOnDigest(context, '#on-call', first);
        const [id = ''] = await listDigests(context);
        const slow = slowed(context, scheduler);

        const done = Promise.allSettled([
          ...rest.map((one) => countOnDigest(slow, id, one)),
          ...Array.from({ length: sends }, () => notifyDigest(slow, id)),
        ]);
        await scheduler.waitFor(done);
        await passMinutes(context, 2);

        const texts = context.chat.standing.map(({ content }) => content.text);
        expect(texts).toEqual([expect.stringContaining('4 more incidents')]);
      }),
      { numRuns: 200 },
    );
  });

  it('is left alone by the sweep once it shows all', async () => {
    const { context, id } = await digestOfOne();
    await passMinutes(context, 2);

    expect(await listDigests(context)).toEqual([]);
    await countOnDigest(context, id, await openOne(context, { client: '10.0.0.6' }));
    expect(await listDigests(context)).toEqual([id]);
  });

  it('goes on with what an earlier version counted', async () => {
    const { context, id } = await digestOfOne();
    const earlier = { id: 'a', runbook: 'missed-heartbeats', title: 'Lost', system: 'default', count: 1 };
    const incidents = { a: { ...earlier, state: 'open' } };
    const body = { id, channel: '#on-call', fromMs: START_MS, incidents, queuedUntilMs: 0 };
    await context.table.put({ pk: 'digest', sk: id, version: 1, body }, 'any', context.clock.ms);

    await passMinutes(context, 1);

    const card = context.chat.standing.find(({ name }) => name.incident === id);
    expect(card?.content.text).toContain('2 more incidents');
  });

  it('is posted once when two runs begin at the same moment', async () => {
    const { context, id } = await digestOfOne();
    const chat = createMemoryChat();
    const config = { ...context.config, channels: { ...context.config.channels, paceMs: 0 } };
    const paceless = { ...context, chat, config };

    await Promise.all([notifyDigest(paceless, id), notifyDigest(paceless, id)]);

    expect(chat.standing).toHaveLength(1);
  });

  it('is posted anew when somebody has deleted it', async () => {
    const { context, id } = await digestOfOne();
    const other = await openOne(context, { client: '10.0.0.6' });
    await context.queue.send(id, 0);
    await runQueue(context);
    const isCard = ({ name }: { name: { incident: string } }) => name.incident === id;
    context.chat.standing.splice(context.chat.standing.findIndex(isCard), 1);

    const due = await countOnDigest(context, id, { ...other, count: 7 });
    await context.queue.send(due ?? '', 0);
    await runQueue(context);

    expect(context.chat.standing.filter(isCard)).toHaveLength(1);
  });
});

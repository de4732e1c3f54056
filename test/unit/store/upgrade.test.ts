import { describe, expect, it } from 'vitest';
import { sweep } from '../../../src/notify/sweep.ts';
import { findSilence } from '../../../src/store/silence-items.ts';
import { listSources } from '../../../src/store/source-items.ts';
import { upgrade } from '../../../src/store/upgrade.ts';
import { passMinutes } from '../../support/run-queue.ts';
import {
  dropClient,
  openOne,
  START_MS,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

/** Names of fields as the earlier version wrote them. */
const EARLIER: Readonly<Record<string, string>> = {
  reservedMs: 'grantedMs',
  lastNotifiedCount: 'toldCount',
  notifiedMs: 'toldMs',
};

function earlier(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).map(([name, one]) => [EARLIER[name] ?? name, one]))
      : member,
  );
}

/** Puts all incidents back as an earlier version stored them. */
async function downgrade(context: TestInteractions): Promise<void> {
  for (const item of await context.table.list({ pk: 'incident' }, context.nowMs()))
    await context.table.put(
      { ...item, head: earlier(item.head) as Record<string, unknown>, body: earlier(item.body) },
      'any',
      context.nowMs(),
    );
}

describe('an incident that an earlier version stored', () => {
  it('keeps its card and its reminders: nothing is posted twice', async () => {
    const context = testInteractions();
    const incident = await openOne(context);
    await downgrade(context);
    const posted = context.chat.standing.map(({ name }) => name.key);

    const swept = await sweep(context);
    await passMinutes(context, 5);

    expect(swept).toMatchObject({ queued: 0 });
    expect(context.chat.standing.map(({ name }) => name.key)).toEqual(posted);
    expect(await theIncident(context)).toEqual(earlier(incident));
  });

  it('is stored under the new names by the next change, and its card is edited', async () => {
    const context = testInteractions();
    const { notified } = await openOne(context);
    await downgrade(context);

    await dropClient(context, { second: 30 });
    await passMinutes(context, 2);

    const cards = context.chat.standing.filter(({ name }) => name.key === 'card');
    expect(cards).toHaveLength(1);
    expect(JSON.stringify(cards[0]?.content)).toContain('2 log records');
    expect((await theIncident(context)).notified).toMatchObject({
      reservedMs: notified.reservedMs,
      notifiedMs: notified.notifiedMs,
      lastNotifiedCount: 1,
    });
  });

  it('whose notice was interrupted finds it by its metadata', async () => {
    const context = testInteractions();
    const incident = await openOne(context);
    const card = incident.notified.messages['card'];
    await context.chat.post({
      channel: '#on-call',
      ...(card ? { threadTs: card.ts } : {}),
      content: { text: 'Worse', blocks: [] },
      name: { incident: incident.id, key: 'told/worse-1' },
    });
    const [item] = await context.table.list({ pk: 'incident' }, context.nowMs());
    const posting = { key: 'told/worse-1', channel: '#on-call', sinceMs: START_MS, leaseUntilMs: START_MS };
    const body = { ...incident, notified: { ...incident.notified, posting } };
    if (item) await context.table.put({ ...item, body }, 'any', context.nowMs());
    await downgrade(context);

    await context.queue.send(incident.id, 0);
    await passMinutes(context, 2);

    expect(context.chat.standing.filter(({ name }) => name.key === 'told/worse-1')).toHaveLength(1);
    expect((await theIncident(context)).notified.messages).toHaveProperty(['told/worse-1']);
  });
});

describe('other items that an earlier version stored', () => {
  it('a silence still knows which thread hears of its end', async () => {
    const context = testInteractions();
    const tell = { channel: '#on-call', threadTs: '1.1' };
    const body = { id: 's-1', matchers: {}, startMs: START_MS, endMs: START_MS + 1, reason: 'noise', tell };
    await context.table.put({ pk: 'silence', sk: 's-1', version: 1, body }, 'any', START_MS);

    expect(await findSilence(context, 's-1')).toMatchObject({ thread: tell });
  });

  it('a source that people were notified of is not notified again', async () => {
    const context = testInteractions();
    const head = { name: 'app01', heardMs: START_MS - 1, toldSilentMs: START_MS };
    await context.table.put({ pk: 'source', sk: 'app01', version: 1, head }, 'any', START_MS);

    expect(await listSources(context)).toEqual([
      { name: 'app01', heardMs: START_MS - 1, silenceNotifiedMs: START_MS },
    ]);
  });

  it('an item of this version stays as it is', () => {
    const item = { notified: { notifiedMs: 1, messages: {} }, thread: { channel: 'C0' }, reason: 'first' };

    expect(upgrade(item)).toEqual(item);
  });
});

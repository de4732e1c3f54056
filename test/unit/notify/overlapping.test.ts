import { describe, expect, it } from 'vitest';
import { countOnDigest, notifyDigest } from '../../../src/notify/digest.ts';
import { listDigests } from '../../../src/notify/digest-items.ts';
import { notifyIncident } from '../../../src/notify/notify-incident.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { testConfig } from '../../support/test-context.ts';
import {
  dropClient,
  openOne,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

const paceless = () => testInteractions({ config: { channels: { ...testConfig.channels, paceMs: 0 } } });

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/**
 * Two runs that edit the same message, with `between` happening after the first has rendered it. Slack gets the edit of the second
 * run first; the first run hears so before the second does.
 */
async function overtaking(
  { chat }: TestInteractions,
  run: () => Promise<unknown>,
  between: () => Promise<unknown>,
): Promise<void> {
  const [rendered, sent, firstMayGo, secondMayGo] = [gate(), gate(), gate(), gate()];
  const { update } = chat;
  let edits = 0;
  chat.update = async (message) => {
    const nth = ++edits;
    if (nth === 1) {
      rendered.open();
      await firstMayGo.opened;
    }
    await update(message);
    if (nth !== 2) return;
    sent.open();
    await secondMayGo.opened;
  };
  const first = run();
  await rendered.opened;
  await between();
  const second = run();
  await sent.opened;
  firstMayGo.open();
  await first;
  secondMayGo.open();
  await second;
}

/** A digest card that shows one incident and counts another by now, and a third incident that it does not count yet. */
async function digestBehind() {
  const context = paceless();
  const third = await openOne(context, { client: '10.0.0.7' });
  await countOnDigest(context, '#on-call', await openOne(context));
  const [id = ''] = await listDigests(context);
  context.clock.ms += 10_000;
  await notifyDigest(context, id);
  await countOnDigest(context, id, await openOne(context, { client: '10.0.0.6' }));
  const card = () => context.chat.standing.find(({ name }) => name.incident === id)?.content.text;
  return { context, id, third, card };
}

describe('two runs that edit one message at the same time', () => {
  it('leave a digest card that shows all it counts, also when the older edit reaches Slack last', async () => {
    const { context, id, third, card } = await digestBehind();

    await overtaking(
      context,
      () => notifyDigest(context, id),
      () => countOnDigest(context, id, third),
    );
    await passMinutes(context, 1);

    expect(card()).toContain('3 more incidents');
  });

  it("leave an incident's card that shows its newest state, also when the older edit reaches Slack last", async () => {
    const context = paceless();
    const { id } = await openOne(context);
    await dropClient(context, { second: 30 });

    await overtaking(
      context,
      () => notifyIncident(context, id),
      () => dropClient(context, { second: 40 }),
    );
    await passMinutes(context, 1);

    const card = context.chat.standing.find(({ name }) => name.incident === id && name.key === 'card');
    expect(JSON.stringify(card?.content)).toContain('3 log records');
  });

  it('are done with a digest once it shows all, and do not send each other back to it', async () => {
    const { context, id, card } = await digestBehind();
    const { update } = context.chat;
    let edits = 0;
    context.chat.update = (message) => {
      edits++;
      return update(message);
    };

    let rounds = 0;
    for (let isOver = false; !isOver && rounds < 10; rounds++) {
      const outcomes = await Promise.all([notifyDigest(context, id), notifyDigest(context, id)]);
      isOver = outcomes.every(({ retryAfterMs }) => retryAfterMs === undefined);
    }

    expect(card()).toContain('2 more incidents');
    expect(await listDigests(context)).toEqual([]);
    expect(rounds).toBeLessThanOrEqual(3);
    expect(edits).toBe(2);
  });
});

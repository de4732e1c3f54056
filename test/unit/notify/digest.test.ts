import { describe, expect, it } from 'vitest';
import { countOnDigest, listDigests, notifyDigest } from '../../../src/notify/digest.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { runQueue } from '../../support/run-queue.ts';
import { openOne, testInteractions } from '../../support/test-interactions.ts';

/** A digest that counts one incident and has no card yet. */
async function digestOfOne() {
  const context = testInteractions();
  const incident = await openOne(context);
  await countOnDigest(context, '#on-call', incident);
  const [id = ''] = await listDigests(context);
  context.clock.ms += 10_000;
  return { context, id };
}

describe('the card of a digest', () => {
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

    await countOnDigest(context, id, { ...other, count: 7 });
    await runQueue(context);

    expect(context.chat.standing.filter(isCard)).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { testConfig } from '../../support/test-context.ts';
import {
  dropClient,
  START_MS,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../support/test-interactions.ts';

const ALARM =
  '2027-01-15 08:00:03.000000+00:00 [warning] <0.287.0> memory resource limit alarm set on node rabbit@mq01.';

const cardsOf = ({ chat }: TestInteractions) =>
  chat.standing.filter(({ name }) => name.key === 'card' && !isDigest(name.incident));
const isDigest = (id: string) => id.startsWith('digest');

async function dropped(clients: string[], budgetPerRunbook?: number) {
  const channels = { ...testConfig.channels, ...(budgetPerRunbook ? { budgetPerRunbook } : {}) };
  const context = testInteractions({ config: { channels } });
  for (const [second, client] of clients.entries()) await dropClient(context, { client, second });
  await runQueue(context, 60_000);
  await passMinutes(context, 1);
  return context;
}

describe('the budget of a runbook', () => {
  it('counts further incidents of it on the digest, and leaves room for those of others', async () => {
    const context = await dropped(['10.0.0.5', '10.0.0.6', '10.0.0.7'], 2);

    expect(cardsOf(context)).toHaveLength(2);
    const digest = context.chat.standing.find(({ name }) => isDigest(name.incident));
    expect(seen(digest?.content)).toContain('1 ');

    const event = { id: 'alarm', timestamp: START_MS + 3_000, message: ALARM };
    await ingestLogEvents(context, { logGroup: '/mq/other.log', logStream: 'n2', events: [event] });
    await runQueue(context, 60_000);

    expect(cardsOf(context).map(({ content }) => seen(content))).toContainEqual(
      expect.stringContaining('memory limit'),
    );
  });

  it('is that of the channel where none is set', async () => {
    expect(cardsOf(await dropped(['10.0.0.5', '10.0.0.6', '10.0.0.7']))).toHaveLength(3);
  });
});

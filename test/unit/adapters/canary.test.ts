import { describe, expect, it } from 'vitest';
import { withCanary } from '../../../src/adapters/canary/canary-config.ts';
import { runCanary } from '../../../src/adapters/canary/run-canary.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import { createMemoryChat, type Outcome } from '../../support/memory-chat.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { testConfig, testContext } from '../../support/test-context.ts';

const GROUP = '/halfopen/dev/canary';
const config = withCanary(
  { ...testConfig, routes: [{ name: 'all', match: { severity: 'critical' }, channel: '#on-call' }] },
  { CANARY_CHANNEL: '#halfopen-canary', CANARY_LOG_GROUP: GROUP },
);

/** A deployment whose log lines arrive, or do not, and whose Slack does what `next` says. */
function deployment(parts: { arrives?: boolean; next?: () => Outcome } = {}) {
  const chat = createMemoryChat(parts.next);
  const context = testContext({ config, chat });
  let serial = 0;
  const run = () =>
    runCanary(
      context,
      async (event) => {
        if (parts.arrives === false) return;
        serial += 1;
        const events = [{ id: `canary-${serial}`, ...event }];
        await ingestLogEvents(context, { logGroup: GROUP, logStream: 'canary', events });
      },
      async (ms) => {
        context.clock.ms += ms;
        await runQueue(context, 0);
      },
    );
  return { chat, context, run };
}

describe('the canary', () => {
  it('sees its line become a card, in its own channel and not that of who is on call', async () => {
    const { chat, run } = deployment();

    expect(await run()).toBeLessThanOrEqual(60_000);
    expect(new Set(chat.standing.map(({ channel }) => channel))).toEqual(new Set(['#halfopen-canary']));
  });

  it('sees it again every hour for a day', async () => {
    const { context, run } = deployment();

    for (let hour = 0; hour < 24; hour++) {
      expect(await run(), `hour ${hour}`).toBeLessThanOrEqual(60_000);
      await passMinutes(context, 60);
    }
  });

  it('says so when the line does not arrive', async () => {
    expect(await deployment({ arrives: false }).run()).toBeUndefined();
  });

  it('says so when Slack takes no card', async () => {
    expect(await deployment({ next: () => 'refused' }).run()).toBeUndefined();
  });
});

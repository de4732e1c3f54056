import { describe, expect, it } from 'vitest';
import { readWork } from '../../../../src/adapters/lambda/read-work.ts';
import { createWebMessages } from '../../../../src/adapters/slack/web-chat.ts';
import type { SlackApi } from '../../../../src/adapters/slack/web-client.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import type { PostedMessage } from '../../../../src/ports.ts';
import { eventsOf, testInteractions } from '../../../support/test-interactions.ts';

const period = { fromMs: 1_795_330_800_000, toMs: 1_795_338_000_000 };
const alert = {
  name: 'RabbitMQConnectionsDropped',
  labels: { alertname: 'RabbitMQConnectionsDropped', cluster: 'payments' },
  startsAtMs: 1_795_334_400_000,
};
const work = {
  id: 'alert-1',
  userId: '',
  place: { channel: '#mq' },
  task: { do: 'logs' as const, logGroup: '/mq/general', period, because: alert.name, alert },
};

/** What Alertmanager's Slack receiver posts: the text stands in an attachment. */
function posted(ts: string, title: string): PostedMessage & { channel: string } {
  return { channel: 'C0MQ', ts, text: '', attachments: [{ title, text: 'connections dropped' }] };
}

async function threadOfAnswer(ofBots: readonly (PostedMessage & { channel: string })[], id = 'C0MQ') {
  const context = testInteractions();
  context.recorded.logPages.set('/mq/general', [
    eventsOf('missed-heartbeats/broker.log', 'rabbit@mq01', period.fromMs),
  ]);
  context.recorded.ofBots.push(...ofBots);
  await context.table.put({ pk: 'channel-id', sk: '#mq', version: 1, head: { id } }, 'any', context.nowMs());

  await doWork(context, work, 'run-1');

  return context.chat.standing.map(({ channel, threadTs }) => ({ channel, threadTs }));
}

describe('the answer to an alert', () => {
  it('stands in the thread of the alert that its labels name, where another bot has posted it', async () => {
    const messages = [
      posted('1795334420.000100', '[FIRING:1] RabbitMQConnectionsDropped (billing)'),
      posted('1795334430.000100', '[FIRING:1] RabbitMQConnectionsDropped (payments)'),
      posted('1795334440.000100', '[FIRING:1] RabbitMQConnectionsDropped (orders)'),
      posted('1795334450.000100', '[FIRING:1] SomethingElse (payments)'),
    ];

    expect(await threadOfAnswer(messages)).toEqual([{ channel: '#mq', threadTs: '1795334430.000100' }]);
  });

  it('stands in the channel where nobody has posted it since it began, or the channel is not known yet', async () => {
    const before = posted('1795330000.000100', '[FIRING:1] RabbitMQConnectionsDropped (payments)');
    const since = posted('1795334430.000100', '[FIRING:1] RabbitMQConnectionsDropped (payments)');

    expect(await threadOfAnswer([before])).toEqual([{ channel: '#mq', threadTs: undefined }]);
    expect(await threadOfAnswer([since], 'C0OTHER')).toEqual([{ channel: '#mq', threadTs: undefined }]);
  });

  it('is work that another function reads whole, as are messages that were too slow to answer', () => {
    const slow = (interaction: object) => ({
      ...work,
      task: { do: 'interact', requestId: 'r', interaction },
    });

    expect(readWork(work, undefined)).toEqual(work);
    for (const interaction of [
      { kind: 'direct', text: 'why', fileIds: [] },
      { kind: 'mention', text: 'why', fileIds: [], isReply: true },
    ])
      expect(readWork(slow(interaction), undefined)).toEqual(slow(interaction));
  });
});

describe('what Slack lists of a channel', () => {
  it('is read as messages of other bots: not of people, and not our own', async () => {
    const asked: object[] = [];
    const messages = [
      { ts: '3.0', bot_id: 'B0US', metadata: { event_type: 'halfopen', event_payload: {} } },
      { ts: '2.0', user: 'U0JANE', text: 'RabbitMQConnectionsDropped?' },
      { ts: '1.5', thread_ts: '1.0', bot_id: 'B0AM', text: 'fires' },
    ];
    const client = {
      conversations: { history: async (query: object) => asked.push(query) && { ok: true, messages } },
    };
    const slack = { call: (one: (given: unknown) => unknown) => one(client) } as unknown as SlackApi;

    const found = await createWebMessages(slack).ofBots({ channel: 'C0MQ', fromMs: 1_795_334_400_000 });

    expect(found).toEqual([{ ts: '1.5', threadTs: '1.0', bot_id: 'B0AM', text: 'fires' }]);
    expect(asked).toEqual([
      { channel: 'C0MQ', oldest: '1795334340.000000', include_all_metadata: true, limit: 200 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { passMinutes } from '../../support/run-queue.ts';
import { testConfig } from '../../support/test-context.ts';
import {
  dropClient,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

describe('an incident of which nothing more is seen', () => {
  it('is resolved after the quiet time that is set, not before', async () => {
    const context = testInteractions({
      config: { incidents: { ...testConfig.incidents, quietMs: 30 * MINUTE_MS } },
    });
    await openOne(context);

    await passMinutes(context, 29);
    expect((await theIncident(context)).state).toBe('open');

    await passMinutes(context, 1);
    expect(await theIncident(context)).toMatchObject({ state: 'resolved', resolution: { why: 'quiet' } });
  });

  it('stays open as long as it is seen again within the quiet time', async () => {
    const context = testInteractions();
    await openOne(context);

    await passMinutes(context, 20);
    await dropClient(context, { second: 1_200 });
    await passMinutes(context, 29);

    expect((await theIncident(context)).state).toBe('open');
  });
});

describe('a source that sends nothing for 10 minutes', () => {
  const sources = [
    { logGroup: '/mq/*', role: 'broker' as const, system: 'default', silentAfterMs: 10 * MINUTE_MS },
  ];
  const notices = (context: TestInteractions) =>
    context.chat.standing.filter(({ name }) => name.key === 'notice').map(({ content }) => seen(content));

  it('is told once', async () => {
    const context = testInteractions({ config: { sources } });
    await dropClient(context);

    await passMinutes(context, 9);
    expect(notices(context)).toEqual([]);

    await passMinutes(context, 60);
    expect(notices(context)).toEqual([expect.stringContaining('/mq/broker.log')]);
  });

  it('is told once however long it stays silent', async () => {
    const context = testInteractions({ config: { sources } });
    await dropClient(context);
    await passMinutes(context, 11);

    for (let day = 1; day <= 20; day++) {
      context.clock.ms += (DAY_MINUTES - 1) * MINUTE_MS;
      await passMinutes(context, 1);
    }

    expect(notices(context)).toHaveLength(1);
  });

  it.each([
    [
      'Slack asks to wait',
      new HalfopenError({ code: 'slack-rate-limited', message: '429', hint: '', retryable: true }),
    ],
    ['Slack refuses it', new HalfopenError({ code: 'slack-refused', message: 'not_in_channel', hint: '' })],
  ])('is told later when %s at first', async (_, error) => {
    const context = testInteractions({ config: { sources } });
    const { post } = context.chat;
    context.chat.post = (message) => (message.name.key === 'notice' ? Promise.reject(error) : post(message));
    await dropClient(context);
    await passMinutes(context, 15);
    expect(notices(context)).toEqual([]);

    context.chat.post = post;
    await passMinutes(context, 60);

    expect(notices(context)).toEqual([expect.stringContaining('/mq/broker.log')]);
  });

  it('costs a write a minute once it speaks again, not one for each delivery', async () => {
    const context = testInteractions({ config: { sources } });
    await dropClient(context);
    await passMinutes(context, 15);
    const { put } = context.table;
    let writes = 0;
    context.table.put = (item, ...rest) => {
      if (item.pk === 'source') writes++;
      return put(item, ...rest);
    };

    for (let second = 900; second < 910; second++) await dropClient(context, { second });

    expect(writes).toBe(1);
  });

  it('is told again when it has spoken in between', async () => {
    const context = testInteractions({ config: { sources } });
    await dropClient(context);
    await passMinutes(context, 15);

    await dropClient(context, { second: 900 });
    await passMinutes(context, 15);

    expect(notices(context)).toHaveLength(2);
  });
});

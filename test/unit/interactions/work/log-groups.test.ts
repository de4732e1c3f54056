import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../local/slack/slack-limits.ts';
import { doWork } from '../../../../src/interactions/work/do-work.ts';
import type { Config } from '../../../../src/model/config.ts';
import {
  eventsOf,
  JANE,
  type StoredEvent,
  seen,
  type TestInteractions,
  testInteractions,
} from '../../../support/test-interactions.ts';

const place = { responseUrl: 'https://hooks.slack.com/commands/T0/1/a' };
/** 2026-11-22T07:00:00Z to 09:00:00Z, around what the samples say of themselves. */
const period = { fromMs: 1_795_330_800_000, toMs: 1_795_338_000_000 };
const BROKER = eventsOf('missed-heartbeats/broker.log', 'rabbit@mq01', period.fromMs);
const CLIENT = eventsOf('missed-heartbeats/client.log', 'orders-worker', period.fromMs);

function contextWith(
  pages: readonly (readonly StoredEvent[])[],
  config: Partial<Config> = {},
): TestInteractions {
  const context = testInteractions({ config });
  context.recorded.logPages.set('/mq/general', pages);
  return context;
}

async function answer(context: TestInteractions, task: { do: 'logs' } | { do: 'backtest'; runbook: string }) {
  await doWork(
    context,
    { id: 'request-1', userId: JANE, place, task: { ...task, logGroup: '/mq/general', period } },
    'run-1',
  );
  const content = context.recorded.replied.at(-1)?.content ?? {};
  expect(checkMessage(content)).toEqual([]);
  return seen(content);
}

const logs = (context: TestInteractions) => answer(context, { do: 'logs' });
const backtest = (context: TestInteractions, runbook = 'missed-heartbeats') =>
  answer(context, { do: 'backtest', runbook });

describe('a look into a log group', () => {
  it('reads the time asked for, and diagnoses what stands in all its streams', async () => {
    const context = contextWith([BROKER, CLIENT]);

    const text = await logs(context);

    expect(context.recorded.readPeriods).toEqual([{ logGroup: '/mq/general', ...period }]);
    expect(text).toContain('`missed-heartbeats`');
    expect(text).toMatch(/explains .*`write-to-closed-connection`/);
  });

  it('says how much was read, and what bounds it', async () => {
    const context = contextWith([BROKER, CLIENT]);
    context.recorded.pageMs = 1_500;

    const text = await logs(context);

    expect(text).toContain(`${BROKER.length + CLIENT.length} events in 2 streams`);
    expect(text).toContain('2 calls, 3 s');
    expect(text).toContain('cap 100 MB and 4 min');
    expect(text).not.toContain('Stopped at the cap');
  });

  it('says what a reading costs where it runs on AWS', async () => {
    const onAws = contextWith([BROKER, CLIENT], { region: 'eu-west-1' });
    onAws.recorded.pageMs = 1_500;

    expect(await logs(onAws)).toMatch(/about \$0\.0000\d of Lambda/);
    expect(await logs(contextWith([BROKER, CLIENT]))).not.toContain('Lambda');
  });

  it('gives the same answer however the events came in pages', async () => {
    const all = [...BROKER, ...CLIENT];

    const whole = await logs(contextWith([all]));
    const single = await logs(contextWith(all.map((event) => [event])));

    const body = (text: string) => text.slice(0, text.indexOf(' events in '));
    expect(body(single)).toBe(body(whole));
  });

  it('leads to the console where there is a region', async () => {
    expect(await logs(contextWith([BROKER], { region: 'eu-central-1' }))).toContain(
      'https://eu-central-1.console.aws.amazon.com/',
    );
    expect(await logs(contextWith([BROKER]))).not.toContain('console.aws');
  });

  it('that holds nothing of that time says so, not that all is well', async () => {
    const text = await logs(contextWith([[]]));

    expect(text).toContain('has no events in that period');
    expect(text).not.toContain('No problem');
  });

  it.each([
    ['bytes', { mostBytes: 1_000, mostMs: 240_000 }, 0],
    ['time', { mostBytes: 100 << 20, mostMs: 5_000 }, 6_000],
  ])('that is too large is read up to the bound, and says until when: %s', async (_, lookups, pageMs) => {
    const pages = BROKER.map((event) => [event]);
    const context = contextWith(pages, { lookups: { ...lookups, opinionsPerDay: 1 } });
    context.recorded.pageMs = pageMs;

    const text = await logs(context);

    expect(text).toContain('*Stopped at the cap*: read only until');
    expect(text).toContain('Choose a shorter period');
    expect(text).not.toContain(`${BROKER.length} events`);
  });
});

describe('a backtest', () => {
  it('says for whom the runbook would have fired, how often, when and on what line', async () => {
    const text = await backtest(contextWith([BROKER]));

    expect(text).toContain('would have fired for *1*');
    expect(text).toContain('client `10.20.0.11`');
    expect(text).toContain('missed heartbeats from client, timeout: 5s');
    expect(text).toMatch(/By hour.+at most \d+ an hour/);
  });

  it('says that it would have been silent', async () => {
    const text = await backtest(contextWith([BROKER]), 'memory-alarm');

    expect(text).toContain('`memory-alarm` would not have fired');
    expect(text).toContain('Other runbooks that match the same events: `missed-heartbeats`');
  });

  it('says under which cause it would stand on a card', async () => {
    const text = await backtest(contextWith([BROKER, CLIENT]), 'write-to-closed-connection');

    expect(text).toContain('would have fired');
    expect(text).toContain('A card would list it under its cause: `missed-heartbeats`');
  });

  it('says which messages no runbook speaks of, to write the next one for', async () => {
    const odd = Array.from({ length: 3 }, (_, i) => ({
      id: `odd-${i}`,
      timestamp: period.toMs - 60_000 + i,
      message: `2026-11-22 08:59:0${i}.000000+00:00 [error] <0.1.0> frobnication of shard ${i} went wrong`,
      logStream: 's1',
    }));

    const text = await backtest(contextWith([odd]));

    expect(text).toContain('would not have fired');
    expect(text).toMatch(/3× `frobnication of shard .* went wrong`/);
  });

  it('is bounded as a look is, and says so', async () => {
    const context = contextWith(
      BROKER.map((event) => [event]),
      { lookups: { mostBytes: 1_000, mostMs: 240_000, opinionsPerDay: 1 } },
    );

    expect(await backtest(context)).toContain('*Stopped at the cap*');
  });

  it('leaves what really happened alone: no incident, no card', async () => {
    const context = contextWith([BROKER]);

    await backtest(context);

    expect(await context.table.list({ pk: 'incident' }, context.clock.ms)).toEqual([]);
    expect(context.chat.standing).toEqual([]);
    expect(context.queue.waiting).toEqual([]);
  });
});

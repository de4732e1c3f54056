import { describe, expect, it } from 'vitest';
import { setSilence } from '../../../src/interactions/set-silence.ts';
import { listSilences } from '../../../src/store/silence-items.ts';
import { ask, cardsOf, silenceIn } from '../../support/at-slack.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  BOB,
  buttonsOf,
  dropClient,
  JANE,
  openOne,
  START_MS,
  seen,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

describe('taking an incident by command', () => {
  it('is said to all, by whom, and stands on the card', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const { answer, text } = await ask(context, `ack ${id}`, BOB);
    await runQueue(context);

    expect(answer?.isPublic).toBe(true);
    expect(text).toContain(`<@${BOB}> has it now`);
    expect(seen(cardsOf(context)[0])).toContain(`<@${BOB}> has it`);
  });

  it('twice is told to the one alone, and changes nothing', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await ask(context, `ack ${id}`);
    const before = await theIncident(context);

    const { answer, text } = await ask(context, `ack ${id}`);

    expect(answer?.isPublic).toBeUndefined();
    expect(text).toContain('You have it already');
    expect(await theIncident(context)).toEqual(before);
  });
});

describe('resolving an incident by command', () => {
  it('is said to all, and again to nobody', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const first = await ask(context, `resolve ${id}`);
    const again = await ask(context, `resolve ${id}`, BOB);

    expect(first.answer?.isPublic).toBe(true);
    expect(first.text).toContain(`<@${JANE}> resolved it`);
    expect(again.answer?.isPublic).toBeUndefined();
    expect(again.text).toContain('already resolved');
    expect((await theIncident(context)).resolution).toMatchObject({ why: 'person', by: JANE });
  });

  it('leaves a past episode alone', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await passMinutes(context, 100);
    await dropClient(context, { second: 6_000 });

    const { text } = await ask(context, `resolve ${id}`);

    expect(text).toContain('a later one has taken its place');
    expect((await theIncident(context)).state).toBe('open');
  });
});

describe('a silence by command', () => {
  it('of one incident mutes it and no other, is said to all with its end and reason, and ends in its thread', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const { answer, text } = await ask(context, `silence ${id} 30m known bug`, BOB);
    await runQueue(context);
    await openOne(context, { client: '10.0.0.6', second: 10 });

    expect(answer?.isPublic).toBe(true);
    expect(text).toContain(`by <@${BOB}>: known bug`);
    expect(text).toContain('2027-01-15T08:30:');
    expect(text).toContain(`/triage unsilence ${silenceIn(text)}`);
    expect(cardsOf(context)).toHaveLength(2);
    expect(seen(cardsOf(context)[0])).toContain('Silenced until');
    expect(seen(cardsOf(context)[1])).not.toContain('Silenced until');

    await passMinutes(context, 31);
    const card = context.chat.standing.find(({ name }) => name.key === 'card');
    const ends = context.chat.standing.filter(({ name }) => name.incident.startsWith('silence-ended'));
    expect(ends).toMatchObject([{ threadTs: card?.ts }]);
    expect(seen(ends[0]?.content)).toContain('known bug');
  });

  it('by labels holds back what comes, counts it, and is told on the card afterwards', async () => {
    const context = testInteractions();
    await ask(context, 'silence client=10.0.0.* 10m planned failover');
    await dropClient(context);
    await dropClient(context, { second: 30 });
    await runQueue(context, 60_000);
    expect(context.chat.standing).toEqual([]);

    await passMinutes(context, 12);

    expect(cardsOf(context)).toHaveLength(1);
    expect(seen(cardsOf(context)[0])).toContain('2 seen while muted');
  });

  it('of an incident whose card stands counts what comes meanwhile, too', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await ask(context, `silence ${id} 10m known`);
    await dropClient(context, { second: 60 });
    await dropClient(context, { second: 61 });

    await passMinutes(context, 12);

    expect(seen(cardsOf(context)[0])).toContain('2 seen while muted');
  });

  it('that asks for more than is allowed is cut to what is', async () => {
    const context = testInteractions({ config: { longestSilenceMs: 2 * HOUR_MS } });

    const { text } = await ask(context, 'silence system=default 30d forever');

    expect(text).toContain('2027-01-15T10:00:00Z');
    expect(text).toContain('the longest that is allowed');
    expect((await ask(context, 'silence system=orders 2h x')).text).not.toContain('the longest');
  });

  it('of the same labels but another length or reason stands beside the one set in the same minute', async () => {
    const context = testInteractions();

    await ask(context, 'silence system=default 10m restart');
    await ask(context, 'silence system=default 2h failover');
    const { text } = await ask(context, 'silences');

    expect(text).toContain('2 silences');
    expect(text).toContain('restart');
    expect(text).toContain('failover');
  });

  it('of one incident alone stands beside one of the same labels as patterns', async () => {
    const context = testInteractions();
    const request = {
      kind: 'silence' as const,
      matchers: { system: 'shop*' },
      startMs: context.clock.ms,
      durationMs: 600_000,
      reason: 'restart',
      userId: JANE,
    };

    await setSilence(context, { ...request, isExact: true });
    await setSilence(context, { ...request, isExact: false });

    const exact = (await listSilences(context)).map(({ isExact }) => isExact);
    expect(exact).toHaveLength(2);
    expect(new Set(exact)).toEqual(new Set([true, false]));
  });

  it('typed twice within a minute is one', async () => {
    const context = testInteractions();

    await ask(context, 'silence system=default 2h failover');
    context.clock.ms += 5_000;
    await ask(context, 'silence system=default 2h failover');

    expect((await ask(context, 'silences')).text).toContain('1 silence\n');
  });

  it('of an incident that is gone mutes nothing', async () => {
    const context = testInteractions();

    const { answer, text } = await ask(context, 'silence 0123456789abcdef-1 2h x');

    expect(text).toContain('Incident not found');
    expect(answer?.isPublic).toBeUndefined();
    expect((await ask(context, 'silences')).text).toContain('No silence');
  });

  it('with a star in a label that a log made mutes only that label', async () => {
    const context = testInteractions();
    const { id, labels } = await openOne(context);
    const { text } = await ask(context, `silence ${id} 2h x`);

    const [silence] = await context.table.list({ pk: 'silence' }, context.clock.ms);

    expect(text).toContain('`client=10.0.0.5`');
    expect(silence?.body).toMatchObject({
      isExact: true,
      matchers: { client: labels['client'], system: 'default' },
    });
  });
});

describe('the list of silences', () => {
  it('tells what is in force, until when and why, each with a button that ends it', async () => {
    const context = testInteractions();
    const { text } = await ask(context, 'silence system=payments 2h failover', BOB);
    await ask(context, 'maintenance system=orders 2h upgrade');

    const { answer, text: listed } = await ask(context, 'silences');

    expect(listed).toContain('1 silence');
    expect(listed).toContain('`system=payments`');
    expect(listed).toContain(`<@${BOB}>: failover`);
    expect(buttonsOf(answer)).toEqual([`end-silence ${silenceIn(text)}`]);
  });

  it('tells none that has ended, by itself or early', async () => {
    const context = testInteractions();
    const { text } = await ask(context, 'silence system=payments 2h failover');
    await ask(context, 'silence system=orders 5m short');

    await ask(context, `unsilence ${silenceIn(text)}`);
    context.clock.ms += 6 * MINUTE_MS;

    expect((await ask(context, 'silences')).text).toContain('No silence is active');
  });
});

describe('ending a silence', () => {
  it('early is said to all, and notifies at once of what it held back', async () => {
    const context = testInteractions();
    const { text } = await ask(context, 'silence client=10.0.0.5 2h failover');
    await openOne(context);
    expect(cardsOf(context)).toEqual([]);

    const { answer, text: said } = await ask(context, `unsilence ${silenceIn(text)}`, BOB);
    await runQueue(context, MINUTE_MS);

    expect(answer?.isPublic).toBe(true);
    expect(said).toContain(`<@${BOB}> ended the silence`);
    expect(cardsOf(context)).toHaveLength(1);
    expect(seen(cardsOf(context)[0])).toContain('1 seen while muted');
  });

  it('takes its mark off the card that stands', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    const { text } = await ask(context, `silence ${id} 2h x`);
    await runQueue(context);

    await ask(context, `unsilence ${silenceIn(text)}`);
    await runQueue(context);

    expect(seen(cardsOf(context)[0])).not.toContain('Silenced until');
  });

  it('twice tells that it has ended already', async () => {
    const context = testInteractions();
    const { text } = await ask(context, 'silence system=payments 2h failover');
    await ask(context, `unsilence ${silenceIn(text)}`);

    const { answer, text: said } = await ask(context, `unsilence ${silenceIn(text)}`);

    expect(said).toContain('ended already');
    expect(answer?.isPublic).toBeUndefined();
  });

  it.each(['s-00000000', '__proto__', '<!channel>', 'x'.repeat(500)])(
    'that is not there says where they are listed: %.12s',
    async (id) => {
      const { text } = await ask(testInteractions(), `unsilence ${id}`);

      expect(text).toContain('not found');
      expect(text).not.toContain('<!channel>');
    },
  );

  it('set in the configuration is told to be done there', async () => {
    const window = {
      name: 'night batch',
      match: { system: 'default' },
      fromMs: START_MS - 1,
      toMs: START_MS + HOUR_MS,
    };
    const context = testInteractions({ config: { maintenance: [window] } });

    const { answer, text } = await ask(context, 'maintenance');
    const planned = /planned-\d+-[\w-]+/.exec(text)?.[0] ?? '';

    expect(buttonsOf(answer)).toEqual([]);
    expect(planned).toContain('night-batch');
    expect((await ask(context, `unsilence ${planned}`)).text).toContain('halfopen.yml');
  });
});

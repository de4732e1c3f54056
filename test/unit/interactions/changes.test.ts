import { describe, expect, it } from 'vitest';

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
  testDesk,
  theIncident,
} from '../../support/test-desk.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

describe('taking an incident by command', () => {
  it('is said to all, by whom, and stands on the card', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);

    const { answer, text } = await ask(desk, `ack ${id}`, BOB);
    await runQueue(desk);

    expect(answer?.isPublic).toBe(true);
    expect(text).toContain(`<@${BOB}> has it now`);
    expect(seen(cardsOf(desk)[0])).toContain(`<@${BOB}> has it`);
  });

  it('twice is told to the one alone, and changes nothing', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await ask(desk, `ack ${id}`);
    const before = await theIncident(desk);

    const { answer, text } = await ask(desk, `ack ${id}`);

    expect(answer?.isPublic).toBeUndefined();
    expect(text).toContain('You have it already');
    expect(await theIncident(desk)).toEqual(before);
  });
});

describe('resolving an incident by command', () => {
  it('is said to all, and again to nobody', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);

    const first = await ask(desk, `resolve ${id}`);
    const again = await ask(desk, `resolve ${id}`, BOB);

    expect(first.answer?.isPublic).toBe(true);
    expect(first.text).toContain(`<@${JANE}> resolved it`);
    expect(again.answer?.isPublic).toBeUndefined();
    expect(again.text).toContain('resolved already');
    expect((await theIncident(desk)).resolution).toMatchObject({ why: 'person', by: JANE });
  });

  it('leaves a past episode alone', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await passMinutes(desk, 100);
    await dropClient(desk, { second: 6_000 });

    const { text } = await ask(desk, `resolve ${id}`);

    expect(text).toContain('a later one has taken its place');
    expect((await theIncident(desk)).state).toBe('open');
  });
});

describe('a silence by command', () => {
  it('of one incident mutes it and no other, is said to all with its end and reason, and ends in its thread', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);

    const { answer, text } = await ask(desk, `silence ${id} 30m known bug`, BOB);
    await runQueue(desk);
    await openOne(desk, { client: '10.0.0.6', second: 10 });

    expect(answer?.isPublic).toBe(true);
    expect(text).toContain(`by <@${BOB}>: known bug`);
    expect(text).toContain('2027-01-15T08:30:');
    expect(text).toContain(`/triage unsilence ${silenceIn(text)}`);
    expect(cardsOf(desk)).toHaveLength(2);
    expect(seen(cardsOf(desk)[0])).toContain('Silenced until');
    expect(seen(cardsOf(desk)[1])).not.toContain('Silenced until');

    await passMinutes(desk, 31);
    const card = desk.chat.standing.find(({ name }) => name.key === 'card');
    const ends = desk.chat.standing.filter(({ name }) => name.incident.startsWith('silence-ended'));
    expect(ends).toMatchObject([{ threadTs: card?.ts }]);
    expect(seen(ends[0]?.content)).toContain('known bug');
  });

  it('by labels holds back what comes, counts it, and is told on the card afterwards', async () => {
    const desk = testDesk();
    await ask(desk, 'silence client=10.0.0.* 10m planned failover');
    await dropClient(desk);
    await dropClient(desk, { second: 30 });
    await runQueue(desk, 60_000);
    expect(desk.chat.standing).toEqual([]);

    await passMinutes(desk, 12);

    expect(cardsOf(desk)).toHaveLength(1);
    expect(seen(cardsOf(desk)[0])).toContain('2 seen while muted');
  });

  it('of an incident whose card stands counts what comes meanwhile, too', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    await ask(desk, `silence ${id} 10m known`);
    await dropClient(desk, { second: 60 });
    await dropClient(desk, { second: 61 });

    await passMinutes(desk, 12);

    expect(seen(cardsOf(desk)[0])).toContain('2 seen while muted');
  });

  it('that asks for more than is allowed is cut to what is', async () => {
    const desk = testDesk({ config: { longestSilenceMs: 2 * HOUR_MS } });

    const { text } = await ask(desk, 'silence system=default 30d forever');

    expect(text).toContain('2027-01-15T10:00:00Z');
    expect(text).toContain('the longest that is allowed');
    expect((await ask(desk, 'silence system=orders 2h x')).text).not.toContain('the longest');
  });

  it('typed twice within a minute is one', async () => {
    const desk = testDesk();

    await ask(desk, 'silence system=default 2h failover');
    desk.clock.ms += 5_000;
    await ask(desk, 'silence system=default 2h failover');

    expect((await ask(desk, 'silences')).text).toContain('1 silence\n');
  });

  it('of an incident that is gone mutes nothing', async () => {
    const desk = testDesk();

    const { answer, text } = await ask(desk, 'silence 0123456789abcdef-1 2h x');

    expect(text).toContain('no such incident');
    expect(answer?.isPublic).toBeUndefined();
    expect((await ask(desk, 'silences')).text).toContain('No silence');
  });

  it('with a star in a label that a log made mutes only that label', async () => {
    const desk = testDesk();
    const { id, labels } = await openOne(desk);
    const { text } = await ask(desk, `silence ${id} 2h x`);

    const [silence] = await desk.table.list({ pk: 'silence' }, desk.clock.ms);

    expect(text).toContain('`client=10.0.0.5`');
    expect(silence?.body).toMatchObject({
      isExact: true,
      matchers: { client: labels['client'], system: 'default' },
    });
  });
});

describe('the list of silences', () => {
  it('tells what is in force, until when and why, each with a button that ends it', async () => {
    const desk = testDesk();
    const { text } = await ask(desk, 'silence system=payments 2h failover', BOB);
    await ask(desk, 'maintenance system=orders 2h upgrade');

    const { answer, text: listed } = await ask(desk, 'silences');

    expect(listed).toContain('1 silence');
    expect(listed).toContain('`system=payments`');
    expect(listed).toContain(`<@${BOB}>: failover`);
    expect(buttonsOf(answer)).toEqual([`end-silence ${silenceIn(text)}`]);
  });

  it('tells none that has ended, by itself or early', async () => {
    const desk = testDesk();
    const { text } = await ask(desk, 'silence system=payments 2h failover');
    await ask(desk, 'silence system=orders 5m short');

    await ask(desk, `unsilence ${silenceIn(text)}`);
    desk.clock.ms += 6 * MINUTE_MS;

    expect((await ask(desk, 'silences')).text).toContain('No silence is in force');
  });
});

describe('ending a silence', () => {
  it('early is said to all, and notifies at once of what it held back', async () => {
    const desk = testDesk();
    const { text } = await ask(desk, 'silence client=10.0.0.5 2h failover');
    await openOne(desk);
    expect(cardsOf(desk)).toEqual([]);

    const { answer, text: said } = await ask(desk, `unsilence ${silenceIn(text)}`, BOB);
    await runQueue(desk, MINUTE_MS);

    expect(answer?.isPublic).toBe(true);
    expect(said).toContain(`<@${BOB}> ended the silence`);
    expect(cardsOf(desk)).toHaveLength(1);
    expect(seen(cardsOf(desk)[0])).toContain('1 seen while muted');
  });

  it('takes its mark off the card that stands', async () => {
    const desk = testDesk();
    const { id } = await openOne(desk);
    const { text } = await ask(desk, `silence ${id} 2h x`);
    await runQueue(desk);

    await ask(desk, `unsilence ${silenceIn(text)}`);
    await runQueue(desk);

    expect(seen(cardsOf(desk)[0])).not.toContain('Silenced until');
  });

  it('twice tells that it has ended already', async () => {
    const desk = testDesk();
    const { text } = await ask(desk, 'silence system=payments 2h failover');
    await ask(desk, `unsilence ${silenceIn(text)}`);

    const { answer, text: said } = await ask(desk, `unsilence ${silenceIn(text)}`);

    expect(said).toContain('ended already');
    expect(answer?.isPublic).toBeUndefined();
  });

  it.each(['s-00000000', '__proto__', '<!channel>', 'x'.repeat(500)])(
    'that is not there says where they are listed: %.12s',
    async (id) => {
      const { text } = await ask(testDesk(), `unsilence ${id}`);

      expect(text).toContain('There is no silence');
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
    const desk = testDesk({ config: { maintenance: [window] } });

    const { answer, text } = await ask(desk, 'maintenance');
    const planned = /planned-\d+-[\w-]+/.exec(text)?.[0] ?? '';

    expect(buttonsOf(answer)).toEqual([]);
    expect(planned).toContain('night-batch');
    expect((await ask(desk, `unsilence ${planned}`)).text).toContain('halfopen.yml');
  });
});

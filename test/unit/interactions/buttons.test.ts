import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import type { Table } from '../../../src/ports.ts';
import { cardsOf, press } from '../../support/at-slack.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  actor,
  auditOf,
  BOB,
  buttonsOf,
  dropClient,
  JANE,
  openOne,
  seen,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

describe('Acknowledge', () => {
  it('makes it theirs, on the card too, and the button gives way', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await press(context, 'acknowledge', id)).toContain('You have it now. Repeats stop.');
    await runQueue(context);

    expect(seen(cardsOf(context)[0])).toContain(`<@${JANE}> has it`);
    expect(buttonsOf(cardsOf(context)[0])).not.toContain(`acknowledge ${id}`);
  });

  it('pressed twice changes nothing the second time', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await press(context, 'acknowledge', id);
    const before = await theIncident(context);

    expect(await press(context, 'acknowledge', id)).toContain('You have it already');

    expect(await theIncident(context)).toEqual(before);
  });

  it('by somebody else takes nothing away: they are told who has it, and how to get it', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await press(context, 'acknowledge', id, JANE);

    expect(await press(context, 'acknowledge', id, BOB)).toMatch(
      new RegExp(`<@${JANE}> has it already.*Reassign`),
    );

    expect((await theIncident(context)).owner?.user).toBe(JANE);
  });

  it('by two people in the same moment gives it to one, and tells the other', async () => {
    const inner = createMemoryTable();
    let interfere: (() => Promise<unknown>) | undefined;
    const racing: Table = {
      ...inner,
      async put(item, expected, nowMs) {
        const now = item.pk === 'incident' ? interfere : undefined;
        if (now) interfere = undefined;
        await now?.();
        return inner.put(item, expected, nowMs);
      },
    };
    const context = testInteractions({ table: racing });
    const { id } = await openOne(context);
    interfere = () => press(context, 'acknowledge', id, BOB);

    expect(await press(context, 'acknowledge', id, JANE)).toContain(`<@${BOB}> has it already`);

    const { owner, timeline } = await theIncident(context);
    expect(owner?.user).toBe(BOB);
    expect(timeline.filter(({ what }) => what === 'acknowledged').map(({ by }) => by)).toEqual([BOB]);
  });
});

describe('Resolve', () => {
  it('ends it, leaves the buttons for feedback and to reopen it, and says by whom', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await press(context, 'resolve', id)).toContain('Resolved.');
    await runQueue(context);

    expect(seen(cardsOf(context)[0])).toContain(`*Resolved* by <@${JANE}>`);
    expect(buttonsOf(cardsOf(context)[0])).toEqual([`confirm ${id}`, `refute ${id}`, `reopen ${id}`]);
  });

  it.each(['acknowledge', 'resolve'])('done, %s says that it is over', async (action) => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await press(context, 'resolve', id, BOB);

    expect(await press(context, action, id)).toContain('already resolved');
    expect((await theIncident(context)).resolution?.by).toBe(BOB);
  });
});

describe('“That’s it”', () => {
  it('thanks, and stands once in the story however often it is pressed', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await press(context, 'confirm', id)).toContain('Thank you');
    await press(context, 'confirm', id);

    const { timeline } = await theIncident(context);
    expect(timeline.filter(({ what }) => what === 'confirmed the diagnosis')).toMatchObject([{ by: JANE }]);
  });
});

describe('a button that opens a form', () => {
  it.each(['assign', 'silence', 'refute'])('opens it at once, and says nothing: %s', async (action) => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await press(context, action, id)).toBe('');

    expect(context.recorded.opened).toMatchObject([
      { triggerId: `trigger-${JANE}`, view: { callback_id: action, private_metadata: id } },
    ]);
    expect(checkView(context.recorded.opened[0]?.view)).toEqual([]);
  });

  it.each([
    ['assign', 'already resolved'],
    ['silence', 'already resolved'],
    ['refute', ''],
  ])('of an incident that is over: %s', async (action, said) => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await press(context, 'resolve', id);

    expect(await press(context, action, id)).toContain(said);
    expect(context.recorded.opened).toHaveLength(said === '' ? 1 : 0);
  });

  it('offers to say what it was, the likeliest first', async () => {
    const context = testInteractions();
    const { id, diagnosis } = await openOne(context);

    await press(context, 'refute', id);

    const text = seen(context.recorded.opened[0]?.view);
    const places = ['Nothing was wrong', diagnosis.alternatives?.[0]?.title ?? '?', 'memory-alarm'].map(
      (word) => text.indexOf(word),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).not.toMatch(/^missed-heartbeats$/m);
  });
});

describe('a button of an incident', () => {
  const ACTIONS = ['acknowledge', 'resolve', 'confirm', 'assign', 'silence', 'refute'];
  const VALUES = [
    '',
    '0123456789abcdef-1',
    'not-an-id',
    '../../x',
    '<!channel>',
    '0123456789abcdef-1|0|yes',
    'x'.repeat(2_000),
  ];

  it.each(ACTIONS.flatMap((action) => VALUES.map((value) => [action, value] as const)))(
    'that is gone, or never was, says so and changes nothing: %s %.20s',
    async (action, value) => {
      const context = testInteractions();
      await openOne(context);
      const before = await theIncident(context);

      expect(await press(context, action, value)).toContain('Incident not found');

      expect(await theIncident(context)).toEqual(before);
      expect(context.recorded.opened).toEqual([]);
    },
  );

  it.each(['acknowledge', 'resolve', 'confirm', 'answer-yes'])(
    'whose episode has passed points to the latest card: %s',
    async (action) => {
      const context = testInteractions();
      const { id } = await openOne(context);
      await passMinutes(context, 100);
      await dropClient(context, { second: 6_000 });
      await runQueue(context, 0);
      const before = await theIncident(context);

      const said = await press(context, action, action === 'answer-yes' ? `${id}|0|yes` : id);

      expect(said).toContain('latest card');
      expect(await theIncident(context)).toEqual(before);
    },
  );

  it('of a version that is no more says so', async () => {
    expect(await press(testInteractions(), 'frobnicate', 'x')).toContain('earlier version');
  });
});

describe('a button of an answer', () => {
  it.each(['ask', 'ask-0', 'ask-12'])('asks what it stands for: %s', async (actionId) => {
    expect(await press(testInteractions(), actionId, 'runbook memory-alarm')).toContain('`memory-alarm`');
  });

  it('opens the form for evidence', async () => {
    const context = testInteractions();

    await press(context, 'paste', 'paste');

    expect(context.recorded.opened).toMatchObject([{ view: { callback_id: 'paste' } }]);
  });

  it('ends the silence that it stands beside', async () => {
    const context = testInteractions();
    await answerCommand(context, actor(), 'silence system=a 2h failover');
    const listed = await answerCommand(context, actor(), 'silences');
    const [action = '', id = ''] = buttonsOf(listed)[0]?.split(' ') ?? [];

    context.clock.ms += 1;
    expect(await press(context, action, id, BOB)).toContain(`<@${BOB}> ended the silence`);

    expect((await auditOf(context)).at(-1)).toMatchObject({
      userId: BOB,
      action: 'silence',
      target: id,
      detail: 'ended',
    });
  });
});

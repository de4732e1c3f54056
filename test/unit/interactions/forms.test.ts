import { describe, expect, it } from 'vitest';
import { checkView } from '../../../local/slack/slack-limits.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { type SubmittedForm, submitForm } from '../../../src/interactions/submit-form.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  actor,
  BOB,
  dropClient,
  JANE,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const HOUR_MS = 3_600_000;

function submit(
  context: TestInteractions,
  form: string,
  metadata: string,
  values: SubmittedForm['values'],
  more: { userId?: string; fileIds?: string[] } = {},
) {
  const { userId = JANE, fileIds = [] } = more;
  const {
    triggerId: _,
    responseUrl: _url,
    ...who
  } = actor(userId, { channel: userId, requestId: `view-${userId}` });
  return submitForm(context, who, { form, metadata, values, fileIds });
}

const card = (context: TestInteractions) =>
  seen(context.chat.standing.find(({ name }) => name.key === 'card')?.content);
const silences = async (context: TestInteractions) =>
  (await context.table.list({ pk: 'silence' }, context.clock.ms)).map(({ body }) => body);

describe('the form of a silence', () => {
  const filled = { duration: String(HOUR_MS), scope: 'incident', reason: 'planned failover' };

  it('offers each scope once with what it would have muted in the last day', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await openOne(context, { client: '10.0.0.6', second: 10 });

    await pressButton(context, actor(), { actionId: 'silence', value: id });

    const [{ view } = { view: {} }] = context.recorded.opened;
    const text = seen(view);
    expect(checkView(view)).toEqual([]);
    expect(text).toContain(
      'this incident\nincident\nplain_text\nwould have muted 1 incident in the last day',
    );
    expect(text).toContain(
      'every missed-heartbeats in system default\nrunbook\nplain_text\nwould have muted 2 incidents',
    );
    expect(text).toContain('all of system default');
  });

  it('counts what was seen in the last day, not before', async () => {
    const context = testInteractions();
    await openOne(context);
    await passMinutes(context, 25 * 60);
    const { id } = await openOne(context, { client: '10.0.0.6', second: 25 * 3_600 });

    await pressButton(context, actor(), { actionId: 'silence', value: id });

    expect(seen(context.recorded.opened[0]?.view)).toContain(
      'system default\nrunbook\nplain_text\nwould have muted 1 incident in',
    );
  });

  it('offers no longer a time than is allowed', async () => {
    const context = testInteractions({ config: { longestSilenceMs: HOUR_MS } });
    const { id } = await openOne(context);

    await pressButton(context, actor(), { actionId: 'silence', value: id });

    const text = seen(context.recorded.opened[0]?.view);
    expect(text).toContain('60 min');
    expect(text).not.toContain('2 h');
  });

  it.each([
    ['incident', { client: '10.0.0.5', runbook: 'missed-heartbeats', system: 'default' }],
    ['runbook', { runbook: 'missed-heartbeats', system: 'default' }],
    ['everywhere', { runbook: 'missed-heartbeats' }],
    ['system', { system: 'default' }],
  ])('mutes as far as chosen, and shows it on the card: %s', async (scope, matchers) => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const errors = await submit(context, 'silence', id, { ...filled, scope });
    await runQueue(context);

    expect(errors).toBeUndefined();
    expect(await silences(context)).toMatchObject([
      { matchers, isExact: true, author: JANE, reason: 'planned failover' },
    ]);
    expect(card(context)).toContain(`Silenced until`);
    expect(card(context)).toContain(`by <@${JANE}>`);
  });

  it.each([
    ['no reason', { reason: '' }, 'reason'],
    ['blanks for a reason', { reason: '     ' }, 'reason'],
    ['no duration', { duration: '' }, 'duration'],
    ['a duration that is none', { duration: 'soon' }, 'duration'],
    ['a duration below nothing', { duration: '-5' }, 'duration'],
    ['a scope that is none', { scope: 'the world' }, 'scope'],
    ['no scope', { scope: '' }, 'scope'],
  ])('with %s says so at the field, and mutes nothing', async (_, part, field) => {
    const context = testInteractions();
    const { id } = await openOne(context);

    const errors = await submit(context, 'silence', id, { ...filled, ...part });

    expect(Object.keys(errors ?? {})).toEqual([field]);
    expect(await silences(context)).toEqual([]);
  });

  it.each(['resolved', 'gone', 'malformed'])(
    'of an incident that is %s meanwhile says so, and mutes nothing',
    async (how) => {
      const context = testInteractions();
      const { id } = await openOne(context);
      await answerCommand(context, actor(BOB), `resolve ${id}`);
      const about = { resolved: id, gone: '0123456789abcdef-1', malformed: '<!channel>' }[how] ?? '';

      const errors = await submit(context, 'silence', about, filled);

      expect(errors).toMatchObject({ reason: expect.stringContaining('has ended') });
      expect(await silences(context)).toEqual([]);
    },
  );

  it('never lasts longer than allowed, whatever was sent', async () => {
    const context = testInteractions({ config: { longestSilenceMs: HOUR_MS } });
    const { id } = await openOne(context);
    const nowMs = context.clock.ms;

    await submit(context, 'silence', id, { ...filled, duration: 'Infinity' });

    expect(await silences(context)).toMatchObject([{ endMs: nowMs + HOUR_MS }]);
  });
});

describe('the form that assigns', () => {
  it('gives it to somebody, with the note in the story', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(await submit(context, 'assign', id, { whom: BOB, note: ' restarted twice ' })).toBeUndefined();
    await runQueue(context);

    const { owner, timeline } = await theIncident(context);
    expect(owner?.user).toBe(BOB);
    expect(timeline.slice(-2)).toMatchObject([
      { what: 'assigned', by: JANE, whom: BOB },
      { what: 'note: restarted twice', by: JANE },
    ]);
    expect(card(context)).toContain(`<@${BOB}> has it`);
  });

  it('hands it on from one to the next', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await submit(context, 'assign', id, { whom: BOB });

    await submit(context, 'assign', id, { whom: JANE }, { userId: BOB });

    expect((await theIncident(context)).owner?.user).toBe(JANE);
  });

  it('to who has it already keeps the note all the same', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await submit(context, 'assign', id, { whom: BOB });

    await submit(context, 'assign', id, { whom: BOB, note: 'see the dashboard' });

    const { timeline } = await theIncident(context);
    expect(timeline.filter(({ what }) => what === 'assigned')).toHaveLength(1);
    expect(timeline.at(-1)).toMatchObject({ what: 'note: see the dashboard', by: JANE });
  });

  it.each(['', 'somebody', '<!channel>', 'S0OPS001'])(
    'to nobody says to choose a person: “%s”',
    async (whom) => {
      const context = testInteractions();
      const { id } = await openOne(context);

      expect(await submit(context, 'assign', id, { whom })).toEqual({ whom: 'Choose a person.' });
      expect((await theIncident(context)).owner).toBeUndefined();
    },
  );

  it.each(['gone', 'past'])('of an incident that is %s says so at the field', async (how) => {
    const context = testInteractions();
    const { id } = await openOne(context);
    await passMinutes(context, 100);
    await dropClient(context, { second: 6_000 });

    const errors = await submit(context, 'assign', how === 'gone' ? '0123456789abcdef-1' : id, { whom: BOB });

    expect(Object.keys(errors ?? {})).toEqual(['whom']);
    expect((await theIncident(context)).owner).toBeUndefined();
  });
});

describe('the form that says what it was instead', () => {
  it('needs to know what it was', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(Object.keys((await submit(context, 'refute', id, { note: 'no' })) ?? {})).toEqual(['right']);
  });

  it('keeps it in the story with who said so', async () => {
    const context = testInteractions();
    const { id } = await openOne(context);

    expect(
      await submit(context, 'refute', id, { right: 'network-path-lost', note: 'mtr lost 40 %' }),
    ).toBeUndefined();

    expect((await theIncident(context)).timeline.at(-1)).toMatchObject({
      what: expect.stringMatching(/network-path-lost: mtr lost 40 %/),
      by: JANE,
    });
  });
});

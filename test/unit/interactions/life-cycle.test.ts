import { describe, expect, it } from 'vitest';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { testConfig } from '../../support/test-context.ts';
import {
  actor,
  BOB,
  dropClient,
  JANE,
  OPS,
  openOne,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const MINUTE_MS = 60_000;
/** Nothing goes quiet by itself here: what reminds and what escalates is looked at alone. */
const incidents = {
  ...testConfig.incidents,
  quietMs: 100_000 * MINUTE_MS,
  flapMs: 30 * MINUTE_MS,
  repeatMs: 60 * MINUTE_MS,
  remindMs: 90 * MINUTE_MS,
};
const routes = [
  {
    name: 'default',
    match: {},
    channel: '#on-call',
    mention: 'U0ONCALL',
    escalate: [{ afterMs: 15 * MINUTE_MS, mention: OPS }],
  },
];

const acknowledge = (context: TestInteractions, id: string, userId = JANE) =>
  pressButton(context, actor(userId), { actionId: 'acknowledge', value: id });

/** What was told once in the thread, by key, with the minute after the start at which it came. */
const told = (context: TestInteractions) =>
  context.chat.standing.map(({ name }) => name.key).filter((key) => key.startsWith('told/'));
const tellingOf = (context: TestInteractions, key: string) =>
  seen(context.chat.standing.find(({ name }) => name.key === key)?.content);

/** Minutes from now until something new is told. */
async function minutesUntilTold(context: TestInteractions, most: number): Promise<number> {
  const before = told(context).length;
  for (let minute = 1; minute <= most; minute++) {
    await passMinutes(context, 1);
    if (told(context).length > before) return minute;
  }
  return -1;
}

async function dropAgain(context: TestInteractions, times: number, fromSecond: number) {
  for (let i = 0; i < times; i++) await dropClient(context, { second: fromSecond + i });
}

describe('an incident nobody has', () => {
  it('is repeated after the time for it, and again', async () => {
    const context = testInteractions({ config: { incidents } });
    await openOne(context);

    expect(await minutesUntilTold(context, 100)).toBe(60);
    expect(await minutesUntilTold(context, 200)).toBeGreaterThan(0);

    expect(told(context)).toEqual(['told/repeat-1', 'told/repeat-2']);
    expect(tellingOf(context, 'told/repeat-1')).toContain('nobody has acknowledged it');
  });

  it('is repeated after ever twice the time that passed before', async () => {
    const context = testInteractions({ config: { incidents } });
    await openOne(context);

    const waits = [
      await minutesUntilTold(context, 100),
      await minutesUntilTold(context, 200),
      await minutesUntilTold(context, 300),
    ];

    expect(waits).toEqual([60, 120, 240]);
  });

  it('is told worse each time that it is ten times as bad, and repeated afterwards', async () => {
    const context = testInteractions({ config: { incidents } });
    await openOne(context);
    await dropAgain(context, 9, 60);
    await runQueue(context, MINUTE_MS);
    await dropAgain(context, 90, 120);
    await runQueue(context, MINUTE_MS);

    await passMinutes(context, 70);

    expect(told(context)).toEqual(['told/worse-1', 'told/worse-10', 'told/repeat-1']);
  });

  it('names the group of its route once, in time, in the channel', async () => {
    const context = testInteractions({ config: { incidents, routes } });
    await openOne(context);

    expect(await minutesUntilTold(context, 100)).toBe(15);
    expect(tellingOf(context, 'told/escalate-0')).toContain(`<!subteam^${OPS}>`);

    await passMinutes(context, 400);
    expect(told(context).filter((key) => key.startsWith('told/escalate'))).toEqual(['told/escalate-0']);
    expect(tellingOf(context, 'told/repeat-1')).not.toContain(OPS);
  });

  it('is escalated step by step, to who is on call by then', async () => {
    const steps = [
      { afterMs: 15 * MINUTE_MS, mention: '@brokers' },
      { afterMs: 30 * MINUTE_MS, mention: OPS },
    ];
    const schedules = [
      {
        name: 'brokers',
        timeZone: 'UTC',
        people: [JANE, BOB],
        // The tests begin at 2027-01-15T08:00Z: Jane's turn ends ten minutes later.
        from: '2027-01-14T08:10',
        every: { count: 1, unit: 'day' as const },
        overrides: [],
      },
    ];
    const escalating = [
      { name: 'default', match: {}, channel: '#on-call', mention: '@brokers', escalate: steps },
    ];
    const context = testInteractions({ config: { incidents, schedules, routes: escalating } });
    await openOne(context);
    expect(seen(context.chat.standing[0]?.content)).toContain(`nobody has it yet, <@${JANE}>`);

    await passMinutes(context, 40);

    expect(told(context)).toEqual(['told/escalate-0', 'told/escalate-0-1']);
    expect(tellingOf(context, 'told/escalate-0')).toContain(`<@${BOB}>`);
    expect(tellingOf(context, 'told/escalate-0-1')).toContain(`<!subteam^${OPS}>`);
    await answerCommand(context, actor(), 'ack');
    expect(seen((await answerCommand(context, actor(), 'oncall'))?.content)).toContain(
      `\`brokers\`  <@${BOB}> until`,
    );
  });

  it('that is muted names nobody', async () => {
    const context = testInteractions({ config: { incidents, routes } });
    const { id } = await openOne(context);
    await answerCommand(context, actor(), `silence ${id} 5h known`);

    await passMinutes(context, 120);

    expect(told(context)).toEqual([]);
  });

  it('coming back names the group anew, as long after its return as after its beginning', async () => {
    const context = testInteractions({ config: { incidents, routes } });
    const { id } = await openOne(context);
    await passMinutes(context, 20);
    await pressButton(context, actor(), { actionId: 'resolve', value: id });
    await passMinutes(context, 10);
    await dropClient(context, { second: 31 * 60 });
    await runQueue(context, MINUTE_MS / 2);
    expect(told(context)).toEqual(['told/escalate-0', 'told/resolved-0', 'told/back-1']);

    const wait = await minutesUntilTold(context, 60);

    expect(told(context).at(-1)).toBe('told/escalate-1');
    expect(wait).toBe(15);
  });
});

describe('an acknowledged incident', () => {
  it('is not repeated and not escalated; its owner is reminded after the time for it, and again', async () => {
    const context = testInteractions({ config: { incidents, routes } });
    const { id } = await openOne(context);
    await acknowledge(context, id);
    await runQueue(context, 1_000);

    expect(await minutesUntilTold(context, 100)).toBe(90);
    expect(await minutesUntilTold(context, 400)).toBeGreaterThan(0);

    expect(told(context)).toEqual(['told/remind-1', 'told/remind-2']);
    expect(tellingOf(context, 'told/remind-1')).toContain(`<@${JANE}>, still open`);
    expect(tellingOf(context, 'told/remind-1')).not.toContain('U0ONCALL');
  });

  it('reminds its owner after ever twice the time that passed before', async () => {
    const context = testInteractions({ config: { incidents } });
    const { id } = await openOne(context);
    await acknowledge(context, id);
    await runQueue(context, 1_000);

    expect([await minutesUntilTold(context, 100), await minutesUntilTold(context, 200)]).toEqual([90, 180]);
  });

  it('handed on reminds who has it then', async () => {
    const context = testInteractions({ config: { incidents } });
    const { id } = await openOne(context);
    await acknowledge(context, id, JANE);
    await passMinutes(context, 60);
    const whom = { whom: BOB, note: '' };
    await submitForm(context, actor(JANE), { form: 'assign', metadata: id, values: whom, fileIds: [] });

    expect(await minutesUntilTold(context, 200)).toBe(90);
    expect(tellingOf(context, 'told/remind-1')).toContain(`<@${BOB}>`);
  });

  it('stays so as long as it grows little', async () => {
    const context = testInteractions({ config: { incidents } });
    const { id } = await openOne(context);
    await acknowledge(context, id);

    await dropAgain(context, 8, 60);

    const { owner, count } = await theIncident(context);
    expect(count).toBe(9);
    expect(owner?.user).toBe(JANE);
  });

  it('is nobody’s any more when it is ten times as bad, which is told', async () => {
    const context = testInteractions({ config: { incidents } });
    const { id } = await openOne(context);
    await acknowledge(context, id);

    await dropAgain(context, 9, 60);
    await runQueue(context, MINUTE_MS);

    const { owner, count, timeline } = await theIncident(context);
    expect(count).toBe(10);
    expect(owner).toBeUndefined();
    expect(timeline.at(-1)?.what).toBe('acknowledgement ended: 10 log records now, 1 then');
    expect(told(context)).toEqual(['told/worse-1']);
    expect(seen(context.chat.standing[0]?.content)).toContain('nobody has it yet');
  });

  it('is nobody’s any more when it was over and comes back', async () => {
    const context = testInteractions({ config: { incidents } });
    const { id } = await openOne(context);
    await acknowledge(context, id);
    await pressButton(context, actor(), { actionId: 'resolve', value: id });
    await passMinutes(context, 5);

    await dropClient(context, { second: 400 });
    await runQueue(context, MINUTE_MS);

    const back = await theIncident(context);
    expect(back).toMatchObject({ id, state: 'open', flaps: 1 });
    expect(back.owner).toBeUndefined();
    expect(told(context)).toContain('told/back-1');
  });

  it('held back by a silence is reminded of by nobody until that ends', async () => {
    const context = testInteractions({ config: { incidents } });
    const { id } = await openOne(context);
    await acknowledge(context, id);
    await answerCommand(context, actor(), `silence ${id} 3h known`);

    await passMinutes(context, 170);
    expect(told(context)).toEqual([]);

    expect(await minutesUntilTold(context, 30)).toBeGreaterThan(0);
    expect(told(context)[0]).toBe('told/remind-1');
  });
});

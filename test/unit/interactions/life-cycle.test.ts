import { describe, expect, it } from 'vitest';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { pressButton } from '../../../src/interactions/press-button.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import {
  asker,
  BOB,
  dropClient,
  JANE,
  OPS,
  openOne,
  seen,
  type TestDesk,
  testDesk,
  theIncident,
} from '../../support/test-desk.ts';
import { testConfig } from '../../support/test-flow.ts';

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
    escalate: { afterMs: 15 * MINUTE_MS, mention: OPS },
  },
];

const acknowledge = (desk: TestDesk, id: string, userId = JANE) =>
  pressButton(desk, asker(userId), { actionId: 'acknowledge', value: id });

/** What was told once in the thread, by key, with the minute after the start at which it came. */
const told = (desk: TestDesk) =>
  desk.chat.standing.map(({ name }) => name.key).filter((key) => key.startsWith('told/'));
const tellingOf = (desk: TestDesk, key: string) =>
  seen(desk.chat.standing.find(({ name }) => name.key === key)?.content);

/** Minutes from now until something new is told. */
async function minutesUntilTold(desk: TestDesk, most: number): Promise<number> {
  const before = told(desk).length;
  for (let minute = 1; minute <= most; minute++) {
    await passMinutes(desk, 1);
    if (told(desk).length > before) return minute;
  }
  return -1;
}

async function dropAgain(desk: TestDesk, times: number, fromSecond: number) {
  for (let i = 0; i < times; i++) await dropClient(desk, { second: fromSecond + i });
}

describe('an incident nobody has', () => {
  it('is repeated after the time for it, and again', async () => {
    const desk = testDesk({ config: { incidents } });
    await openOne(desk);

    expect(await minutesUntilTold(desk, 100)).toBe(60);
    expect(await minutesUntilTold(desk, 200)).toBeGreaterThan(0);

    expect(told(desk)).toEqual(['told/repeat-1', 'told/repeat-2']);
    expect(tellingOf(desk, 'told/repeat-1')).toContain('nobody has acknowledged it');
  });

  it('is repeated after ever twice the time that passed before', async () => {
    const desk = testDesk({ config: { incidents } });
    await openOne(desk);

    const waits = [
      await minutesUntilTold(desk, 100),
      await minutesUntilTold(desk, 200),
      await minutesUntilTold(desk, 300),
    ];

    expect(waits).toEqual([60, 120, 240]);
  });

  it('is told worse each time that it is ten times as bad, and repeated afterwards', async () => {
    const desk = testDesk({ config: { incidents } });
    await openOne(desk);
    await dropAgain(desk, 9, 60);
    await runQueue(desk, MINUTE_MS);
    await dropAgain(desk, 90, 120);
    await runQueue(desk, MINUTE_MS);

    await passMinutes(desk, 70);

    expect(told(desk)).toEqual(['told/worse-1', 'told/worse-10', 'told/repeat-1']);
  });

  it('names the group of its route once, in time, in the channel', async () => {
    const desk = testDesk({ config: { incidents, routes } });
    await openOne(desk);

    expect(await minutesUntilTold(desk, 100)).toBe(15);
    expect(tellingOf(desk, 'told/escalate-0')).toContain(`<!subteam^${OPS}>`);

    await passMinutes(desk, 400);
    expect(told(desk).filter((key) => key.startsWith('told/escalate'))).toEqual(['told/escalate-0']);
    expect(tellingOf(desk, 'told/repeat-1')).not.toContain(OPS);
  });

  it('that is muted names nobody', async () => {
    const desk = testDesk({ config: { incidents, routes } });
    const { id } = await openOne(desk);
    await answerCommand(desk, asker(), `silence ${id} 5h known`);

    await passMinutes(desk, 120);

    expect(told(desk)).toEqual([]);
  });

  it('coming back names the group anew, as long after its return as after its beginning', async () => {
    const desk = testDesk({ config: { incidents, routes } });
    const { id } = await openOne(desk);
    await passMinutes(desk, 20);
    await pressButton(desk, asker(), { actionId: 'resolve', value: id });
    await passMinutes(desk, 10);
    await dropClient(desk, { second: 31 * 60 });
    await runQueue(desk, MINUTE_MS / 2);
    expect(told(desk)).toEqual(['told/escalate-0', 'told/resolved-0', 'told/back-1']);

    const wait = await minutesUntilTold(desk, 60);

    expect(told(desk).at(-1)).toBe('told/escalate-1');
    expect(wait).toBe(15);
  });
});

describe('an acknowledged incident', () => {
  it('is not repeated and not escalated; its owner is reminded after the time for it, and again', async () => {
    const desk = testDesk({ config: { incidents, routes } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id);
    await runQueue(desk, 1_000);

    expect(await minutesUntilTold(desk, 100)).toBe(90);
    expect(await minutesUntilTold(desk, 400)).toBeGreaterThan(0);

    expect(told(desk)).toEqual(['told/remind-1', 'told/remind-2']);
    expect(tellingOf(desk, 'told/remind-1')).toContain(`<@${JANE}>, still open`);
    expect(tellingOf(desk, 'told/remind-1')).not.toContain('U0ONCALL');
  });

  it('reminds its owner after ever twice the time that passed before', async () => {
    const desk = testDesk({ config: { incidents } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id);
    await runQueue(desk, 1_000);

    expect([await minutesUntilTold(desk, 100), await minutesUntilTold(desk, 200)]).toEqual([90, 180]);
  });

  it('handed on reminds who has it then', async () => {
    const desk = testDesk({ config: { incidents } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id, JANE);
    await passMinutes(desk, 60);
    const whom = { whom: BOB, note: '' };
    await submitForm(desk, asker(JANE), { form: 'assign', metadata: id, values: whom, fileIds: [] });

    expect(await minutesUntilTold(desk, 200)).toBe(90);
    expect(tellingOf(desk, 'told/remind-1')).toContain(`<@${BOB}>`);
  });

  it('stays so as long as it grows little', async () => {
    const desk = testDesk({ config: { incidents } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id);

    await dropAgain(desk, 8, 60);

    const { owner, count } = await theIncident(desk);
    expect(count).toBe(9);
    expect(owner?.user).toBe(JANE);
  });

  it('is nobody’s any more when it is ten times as bad, which is told', async () => {
    const desk = testDesk({ config: { incidents } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id);

    await dropAgain(desk, 9, 60);
    await runQueue(desk, MINUTE_MS);

    const { owner, count, timeline } = await theIncident(desk);
    expect(count).toBe(10);
    expect(owner).toBeUndefined();
    expect(timeline.at(-1)?.what).toBe('acknowledgement ended: 10 times now, 1 then');
    expect(told(desk)).toEqual(['told/worse-1']);
    expect(seen(desk.chat.standing[0]?.content)).toContain('nobody has it yet');
  });

  it('is nobody’s any more when it was over and comes back', async () => {
    const desk = testDesk({ config: { incidents } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id);
    await pressButton(desk, asker(), { actionId: 'resolve', value: id });
    await passMinutes(desk, 5);

    await dropClient(desk, { second: 400 });
    await runQueue(desk, MINUTE_MS);

    const back = await theIncident(desk);
    expect(back).toMatchObject({ id, state: 'open', flaps: 1 });
    expect(back.owner).toBeUndefined();
    expect(told(desk)).toContain('told/back-1');
  });

  it('held back by a silence is reminded of by nobody until that ends', async () => {
    const desk = testDesk({ config: { incidents } });
    const { id } = await openOne(desk);
    await acknowledge(desk, id);
    await answerCommand(desk, asker(), `silence ${id} 3h known`);

    await passMinutes(desk, 170);
    expect(told(desk)).toEqual([]);

    expect(await minutesUntilTold(desk, 30)).toBeGreaterThan(0);
    expect(told(desk)[0]).toBe('told/remind-1');
  });
});

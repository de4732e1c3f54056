import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../local/slack/slack-limits.ts';
import { publishHome } from '../../../src/interactions/publish-home.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { notifyIncident } from '../../../src/notify/notify-incident.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import type { Table } from '../../../src/ports.ts';
import { passMinutes, runQueue } from '../../support/run-queue.ts';
import { testConfig } from '../../support/test-context.ts';
import {
  dropClient,
  JANE,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const POISON = '10.0.0.5';
const OTHER = '10.0.0.6';

async function home(context: TestInteractions): Promise<string> {
  await publishHome(context, JANE);
  return seen(context.recorded.published.at(-1)?.view);
}

/** Changes what is stored of an incident, as a fault or an older version might have left it. */
async function damage(
  { table, clock }: { table: Table; clock: { ms: number } },
  fingerprint: string,
  change: (body: Incident) => unknown,
): Promise<void> {
  const item = await table.get('incident', fingerprint, clock.ms);
  if (!item) throw new Error('no item');
  await table.put({ ...item, body: change(item.body as Incident) }, 'any', clock.ms);
}

/** Two incidents that have no card yet. */
async function twoIncidents() {
  const incidents = { ...testConfig.incidents, quietMs: 3 * 3_600_000 };
  const context = testInteractions({ config: { incidents } });
  await dropClient(context, { client: POISON });
  await dropClient(context, { client: OTHER, second: 1 });
  const [poison, other] = [await theIncident(context, POISON), await theIncident(context, OTHER)];
  const messagesOf = ({ id }: Incident) =>
    context.chat.standing.filter(({ name }) => name.incident.includes(id));
  return { context, poison, other, messagesOf };
}

describe.each([
  ['an empty body', () => ({})],
  ['no diagnosis', ({ diagnosis: _, ...body }: Incident) => body],
  ['no record of what was notified', ({ notified: _, ...body }: Incident) => body],
  ['steps that are no list', (body: Incident) => ({ ...body, diagnosis: { ...body.diagnosis, steps: 7 } })],
  [
    'evidence of another shape',
    (body: Incident) => ({ ...body, diagnosis: { ...body.diagnosis, evidence: [1] } }),
  ],
  ['a timeline of another shape', (body: Incident) => ({ ...body, timeline: {} })],
  [
    'series that can’t be drawn',
    (body: Incident) => ({ ...body, diagnosis: { ...body.diagnosis, series: [1] } }),
  ],
])('an incident with %s', (_, change) => {
  it('is shown as far as it can be, once, and holds up no other', async () => {
    const { context, poison, other, messagesOf } = await twoIncidents();
    await damage(context, poison.fingerprint, change);

    await runQueue(context, 50_000);
    await passMinutes(context, 5);

    const [card] = messagesOf(poison);
    expect(messagesOf(other).some(({ name }) => name.key === 'card')).toBe(true);
    expect(new Set(messagesOf(poison).map(({ name }) => name.key)).size).toBe(messagesOf(poison).length);
    expect(seen(card?.content)).toContain(poison.diagnosis.title);
    expect(seen(card?.content)).toMatch(/10\.0\.0\.5|\*Where\* {2}default/);
    expect(checkMessage(card?.content ?? {})).toEqual([]);
  });

  it('is told on Home and to the operators, and not tried again each minute', async () => {
    const { context, poison } = await twoIncidents();
    await damage(context, poison.fingerprint, change);
    await runQueue(context, 50_000);

    const runs = [];
    for (let minute = 0; minute < 10; minute++) {
      context.clock.ms += 60_000;
      runs.push((await sweep(context)).queued);
      await runQueue(context, 59_000);
    }

    expect(runs.reduce((sum, queued) => sum + queued, 0)).toBeLessThanOrEqual(1);
    expect((await sweep(context)).internalErrors).toMatchObject([{ subject: `incident ${poison.id}` }]);
    expect(await home(context)).toContain(`incident ${poison.id}`);
  });

  it('gets its whole card within the hour once it is whole again', async () => {
    const { context, poison, messagesOf } = await twoIncidents();
    await damage(context, poison.fingerprint, change);
    await runQueue(context, 50_000);

    // What was posted meanwhile stays recorded where there is a record.
    await damage(context, poison.fingerprint, (body: Partial<Incident>) => ({
      ...poison,
      notified: body.notified ?? poison.notified,
    }));
    await passMinutes(context, 65);

    const cards = messagesOf(poison).filter(({ name }) => name.key === 'card');
    expect(cards).toHaveLength(1);
    expect(seen(cards)).not.toContain('internal error');
    expect((await sweep(context)).internalErrors).toEqual([]);
  });
});

describe('a run of notify on a damaged incident', () => {
  it('counts what failed and asks for no other try', async () => {
    const { context, poison } = await twoIncidents();
    await damage(context, poison.fingerprint, () => ({}));

    const outcome = await notifyIncident(context, poison.id);

    expect(outcome).toMatchObject({ sent: 1, failures: [{ what: 'notifying', count: 1 }] });
    expect(outcome.retryAfterMs).toBeUndefined();
  });

  it('throws on what the store throws, so that it is tried again', async () => {
    const { context, poison } = await twoIncidents();
    context.table.get = () => Promise.reject(new Error('store'));

    await expect(notifyIncident(context, poison.id)).rejects.toThrow('store');
  });
});

describe('a listing of incidents', () => {
  it('goes on without one whose item can’t be read at all, and says so', async () => {
    const { context, poison } = await twoIncidents();
    await damage(context, poison.fingerprint, () => ({}));
    // As a run that is killed leaves it: who lists has to read the incident.
    const entry = { pk: 'active-incident', sk: `default#${poison.fingerprint}`, version: 1_000 };
    await context.table.put(entry, 'any', context.clock.ms);

    const { queued } = await sweep(context);
    const shown = await home(context);

    expect(queued).toBe(1);
    expect(shown).toContain('Open incidents (1)');
    expect(shown).toContain('cannot be read');
  });
});

describe('a digest that can’t be rendered', () => {
  it('holds up no sweep', async () => {
    const { context, other } = await twoIncidents();
    const id = 'digest:0:#on-call';
    const body = { id, channel: '#on-call' };
    await context.table.put({ pk: 'digest', sk: id, version: 1, body }, 'any', context.clock.ms);
    await context.table.put({ pk: `digest-member#${id}`, sk: 'torn', version: 1 }, 'any', context.clock.ms);
    context.queue.waiting.length = 0;
    context.clock.ms += 30_000;

    const swept = await sweep(context);
    await runQueue(context, 20_000);

    expect(swept.queued).toBe(2);
    expect(swept.internalErrors).toMatchObject([{ subject: 'digest digest:0:#on-call' }]);
    expect(context.chat.standing.some(({ name }) => name.incident === other.id)).toBe(true);
  });
});

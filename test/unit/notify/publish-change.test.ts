import { describe, expect, it } from 'vitest';
import { HalfopenError } from '../../../src/errors.ts';
import { acknowledge, resolve } from '../../../src/incidents/life-cycle.ts';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Outlet } from '../../../src/model/config.ts';
import type { IncidentChange } from '../../../src/model/incident-change.ts';
import { notifyIncident } from '../../../src/notify/notify-incident.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import { changeIncident, findIncident } from '../../../src/store/incident-items.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';
import { missedHeartbeats } from '../../support/missed-heartbeats.ts';
import { testConfig, testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const PAGER: Outlet = { name: 'pager', kind: 'pagerduty', match: {}, url: 'https://pager.example' };

/** A broker that dropped a client, and outlets that take what `fails` does not refuse. */
async function incidentWith(outlets: Outlet[], fails: () => HalfopenError | undefined = () => undefined) {
  const sent: { outlet: string; change: IncidentChange }[] = [];
  const port = {
    async send({ name }: Outlet, change: IncidentChange) {
      const failure = fails();
      if (failure) throw failure;
      sent.push({ outlet: name, change });
    },
  };
  const config = { ...testConfig, outlets };
  const context = testContext({ chat: createMemoryChat(), outlets: port, config, startMs: START_MS });
  const events = missedHeartbeats(['10.0.0.5'], START_MS);
  await ingestLogEvents(context, { logGroup: '/mq/broker.log', logStream: 's', events });
  const [{ id } = { id: '' }] = context.queue.waiting;
  const notify = async () => {
    context.clock.ms += MINUTE_MS;
    for (let run = 0; run < 20; run++)
      if ((await notifyIncident(context, id)).retryAfterMs === undefined) return;
      else context.clock.ms += 2_000;
  };
  const change = async (how: Parameters<typeof changeIncident>[2]) => {
    await changeIncident(context, (await findIncident(context, id))?.fingerprint ?? '', how);
  };
  const statuses = () => sent.map(({ change: { status } }) => status);
  return { context, id, sent, notify, change, statuses };
}

const unavailable = new HalfopenError({
  code: 'outlet-unavailable',
  message: 'outlet pager takes nothing: status 503',
  hint: 'It is sent again.',
  retryable: true,
});

describe('an outlet', () => {
  it('is sent each state of an incident once: open, acknowledged, resolved', async () => {
    const { context, notify, change, statuses } = await incidentWith([PAGER]);

    await notify();
    await notify();
    await change((known) => known && acknowledge(known, 'U1', context.nowMs()));
    await notify();
    await change((known) => known && resolve(known, { atMs: context.nowMs(), why: 'quiet' }));
    await notify();
    await notify();

    expect(statuses()).toEqual(['open', 'acknowledged', 'resolved']);
  });

  it('is sent what broke, whom, why and what to do', async () => {
    const { notify, sent } = await incidentWith([PAGER]);

    await notify();

    expect(sent[0]?.change).toMatchObject({
      title: expect.stringContaining('10.0.0.5'),
      runbook: 'missed-heartbeats',
      evidence: expect.arrayContaining([expect.stringContaining('missed heartbeats')]),
      step: { text: expect.any(String) },
    });
  });

  it('is sent only what its labels ask for', async () => {
    const { notify, statuses } = await incidentWith([{ ...PAGER, match: { system: 'billing' } }]);

    await notify();

    expect(statuses()).toEqual([]);
  });

  it('is not woken by what is planned, and learns nothing of its end either', async () => {
    const { context, notify, change, statuses } = await incidentWith([PAGER]);
    const window = { name: 'upgrade', match: { runbook: '*' }, fromMs: 0, toMs: START_MS + 86_400_000 };
    Object.assign(context.config, { maintenance: [window] });

    await notify();
    await change((known) => known && resolve(known, { atMs: context.nowMs(), why: 'quiet' }));
    await notify();

    expect(statuses()).toEqual([]);
  });

  it('that knows an incident is told when that turns out to be a symptom of another', async () => {
    const { notify, change, sent } = await incidentWith([PAGER]);
    await notify();

    await change(
      (known) => known && { ...known, explainedBy: 'ffffffffffffffff-1', version: known.version + 1 },
    );
    await notify();

    expect(sent.at(-1)?.change).toMatchObject({ status: 'resolved', why: 'explained' });
  });

  it('that takes nothing is sent it again by the sweep, and the card comes meanwhile', async () => {
    let isDown = true;
    const { context, id, notify, statuses } = await incidentWith([PAGER], () =>
      isDown ? unavailable : undefined,
    );
    await notify();
    expect((await findIncident(context, id))?.notified.messages['card']).toBeDefined();
    const early = await sweep(context);
    context.queue.waiting.length = 0;

    isDown = false;
    context.clock.ms += 2 * MINUTE_MS;
    await sweep(context);
    const queued = context.queue.waiting.map((waiting) => waiting.id);
    await notify();

    expect(early.outlets).toMatchObject([{ outlet: 'pager', message: unavailable.message }]);
    expect(queued).toContain(id);
    expect(statuses()).toEqual(['open']);
    expect((await sweep(context)).outlets).toEqual([]);
  });

  it('that is down does not keep the others from knowing', async () => {
    let calls = 0;
    const { notify, sent } = await incidentWith([PAGER, { ...PAGER, name: 'second' }], () =>
      ++calls === 1 ? unavailable : undefined,
    );

    await notify();

    expect(sent.map(({ outlet }) => outlet)).toContain('second');
  });
});

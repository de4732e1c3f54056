import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTelemetry } from '../../../src/adapters/telemetry.ts';
import { rankCauses } from '../../../src/incidents/ranking.ts';
import { ingestLogEvents, ingestSnapshot } from '../../../src/ingest/ingest.ts';
import { answerCommand } from '../../../src/interactions/answer-command.ts';
import { submitForm } from '../../../src/interactions/submit-form.ts';
import type { Report } from '../../../src/model/diagnosis.ts';
import { drawChart } from '../../../src/render/chart/draw-chart.ts';
import { renderMarkdown } from '../../../src/render/markdown.ts';
import { renderPostMortem } from '../../../src/render/post-mortem.ts';
import { renderBareCard } from '../../../src/render/slack/bare-card.ts';
import { renderDigest } from '../../../src/render/slack/digest-message.ts';
import { renderPlainCard } from '../../../src/render/slack/plain-card.ts';
import { renderTerminal } from '../../../src/render/terminal/report.ts';
import { PLAIN } from '../../../src/render/terminal/text.ts';
import { addAudit } from '../../../src/store/audit-items.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { runQueue } from '../../support/run-queue.ts';
import { SECRET_TEXTS } from '../../support/secret-texts.ts';
import { testContext } from '../../support/test-context.ts';
import { actor, BOB, JANE, openOne, testInteractions } from '../../support/test-interactions.ts';
import { incidentSaying, reportSaying } from '../render/slack/facts-saying.ts';

const NOW_MS = 1_800_000_000_000;
const HEAD = '2026-11-22 08:04:38.200668+00:00 [error] <0.697.0>';

/** A log with a diagnosis whose record holds a text, and a message that nothing recognizes. */
function logWith(text: string): string {
  return [
    `${HEAD} closing AMQP connection <0.697.0> (10.20.0.11:49260 -> 10.20.0.21:5672 - orders):`,
    `${HEAD} missed heartbeats from client, timeout: 5s`,
    `${HEAD}   ${text}`,
    `${HEAD.replace('697', '698')} Plugin frobnicate stumbled over ${text}`,
  ].join('\n');
}

const NOTHING = {
  events: 0,
  matched: 0,
  unreadEvents: 0,
  partlySearched: 0,
  lateEvents: 0,
  futureEvents: 0,
  lagMs: 0,
  failures: [],
};

const { engine } = testContext();

function triage(text: string): Report {
  const run = engine.start();
  const input = run.open({ name: 'broker.log', role: 'broker' });
  input.write(Buffer.from(text));
  input.end();
  return run.report();
}

/** What of a text's secrets an outlet still shows. */
function leaks(shown: unknown, secrets: readonly string[]): string[] {
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  return secrets.filter((secret) => text.includes(secret));
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe.each(SECRET_TEXTS)('%s', (text, ...secrets) => {
  it('leaks in nothing that the terminal prints', () => {
    const report = triage(logWith(text));

    expect(report.diagnoses).not.toEqual([]);
    expect(leaks(report, secrets), 'JSON').toEqual([]);
    expect(leaks(renderTerminal(report, PLAIN), secrets), 'terminal').toEqual([]);
    expect(leaks(renderMarkdown(report), secrets), 'Markdown').toEqual([]);
  });

  it('leaks in no report, draft, digest or chart made of it', () => {
    const report = reportSaying(`login ${text} failed`, 2, true);
    const incident = incidentSaying(`login ${text} failed`, 2);
    const ranking = rankCauses(incident.diagnosis, incident.answers ?? []);
    const [series] = report.diagnoses[0]?.series ?? [];

    expect(leaks(renderPostMortem(incident, ranking), secrets), 'post-mortem').toEqual([]);
    expect(series && leaks(drawChart(series), secrets), 'chart').toEqual([]);
  });

  it('leaks in nothing that is stored', async () => {
    const table = createMemoryTable();
    const context = testContext({ table, startMs: NOW_MS });
    const events = logWith(text)
      .split('\n')
      .map((message, i) => ({ id: String(i), timestamp: NOW_MS + i, message }));

    await ingestLogEvents(context, { logGroup: '/x/broker.log', logStream: 'only', events });
    await ingestSnapshot(context, { host: 'mq-1', role: 'broker', text, atMs: NOW_MS });
    await addAudit(context, {
      atMs: NOW_MS,
      userId: 'U0OURS01',
      action: 'silence',
      outcome: 'allowed',
      target: text,
      detail: text,
    });

    expect(table.items().map(({ pk }) => pk)).toEqual(expect.arrayContaining(['incident', 'audit']));
    expect(leaks(table.items(), secrets)).toEqual([]);
  });

  it('leaks in nothing that is stored of what people say', async () => {
    const table = createMemoryTable();
    const context = testInteractions({ table });
    const { id } = await openOne(context);
    const said = `see ${text}`;
    const submit = (form: string, values: Record<string, string>) =>
      submitForm(context, actor(JANE), { form, metadata: id, values, fileIds: [] });

    await submit('assign', { whom: BOB, note: said });
    await submit('refute', { right: 'connection-limit', note: said });
    await submit('silence', { duration: '3600000', scope: 'incident', reason: said });
    await answerCommand(context, actor(JANE), `silence system=payments 2h ${said}`);
    await answerCommand(context, actor(JANE), `resolve ${id} ${said}`);
    await runQueue(context);

    const stored = table.items();
    expect(stored.map(({ pk }) => pk)).toEqual(expect.arrayContaining(['silence', 'feedback', 'audit']));
    expect(JSON.stringify(stored)).toContain('note: see');
    expect(leaks(stored, secrets)).toEqual([]);
    expect(leaks(context.chat.standing, secrets)).toEqual([]);
  });

  it('leaks on no digest and no bare card', () => {
    const incident = incidentSaying(`login ${text} failed`, 2);

    const shown = renderDigest({
      channel: '#on-call',
      incidents: [{ ...incident, runbook: text, title: incident.diagnosis.title }],
      fromMs: NOW_MS,
      budget: 20,
    });

    expect(shown.blocks.length).toBeGreaterThan(2);
    expect(leaks(shown, secrets)).toEqual([]);
    expect(leaks(renderBareCard({ ...incident, system: text }), secrets)).toEqual([]);
    expect(leaks(renderPlainCard({ ...incident, system: text }), secrets)).toEqual([]);
  });

  it('leaks in no log line or metric of ours', () => {
    const printed: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation((...given) => void printed.push(given.join(' ')));
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    const telemetry = createTelemetry('test');

    telemetry.log.error('work failed', new Error(`cannot read ${text}`));
    telemetry.log.info('worked', { said: text });
    telemetry.count('Failed', 1);
    telemetry.reportFailures([{ what: text, message: text, count: 1 }]);
    telemetry.reportDelivery(text, { ...NOTHING, lateEvents: 1, partlySearched: 1 });
    telemetry.log.error(`incident ${text}: failed`, { hint: text });
    telemetry.flush();

    expect(printed.length).toBeGreaterThan(1);
    expect(leaks(printed.join('\n'), secrets)).toEqual([]);
  });
});

describe('a secret that goes over several events', () => {
  it('is masked whole, and every event keeps its place', async () => {
    const table = createMemoryTable();
    const context = testContext({ table, startMs: NOW_MS });
    const lines = [
      'crash of a link:',
      '{amqp_params_network,<<"orders">>,',
      '   <<"hunter2hunter2">>,<<"/">>}',
      '-----BEGIN RSA PRIVATE KEY-----',
      'MIIEowIBAAKCAQEAzL9k3vJ7hY2b5wQp1x8nR0tVfGmS6dUeXcZaBqWsLkJhPoI',
      '-----END RSA PRIVATE KEY-----',
      'the last line',
    ];

    await ingestLogEvents(context, {
      logGroup: '/x/broker.log',
      logStream: 'only',
      events: lines.map((message, i) => ({ id: String(i), timestamp: NOW_MS + i, message })),
    });

    const kept = table.items().flatMap(({ pk, body }) => (pk.startsWith('evidence-lines#') ? [body] : []));
    expect(kept).toEqual([
      expect.objectContaining({
        events: [
          ['0', NOW_MS, 'crash of a link:'],
          ['1', NOW_MS + 1, '{amqp_params_network,<<"orders">>,'],
          ['2', NOW_MS + 2, '   <<"***">>,<<"/">>}'],
          ['3', NOW_MS + 3, '***'],
          ['4', NOW_MS + 4, ''],
          ['5', NOW_MS + 5, ''],
          ['6', NOW_MS + 6, 'the last line'],
        ],
        redactions: 2,
      }),
    ]);
  });
});

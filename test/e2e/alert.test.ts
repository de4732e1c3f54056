import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredMessage } from '../../local/slack/state.ts';
import { sendEvents } from '../../src/adapters/pipeline-client.ts';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-alert-'));
let host: ChildProcess;
let url: string;

beforeAll(async () => {
  const config = join(folder, 'halfopen.yml');
  writeFileSync(
    config,
    'alerts: [{match: {alertname: RabbitMQ*}, logGroups: [/mq/general], channel: "#mq-alerts"}]\n',
  );
  host = spawn('node', ['dist/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      HALFOPEN_DATA_DIR: folder,
      HALFOPEN_CONFIG: config,
      HALFOPEN_METRICS: 'on',
    },
  });
  url = await readyUrl(host);
}, 120_000);
afterAll(() => {
  host?.kill();
  rmSync(folder, { recursive: true, force: true });
});

it('an alert of Alertmanager is answered with what its log says, once however often it is sent', async () => {
  const nowMs = Date.now();
  const message = `${new Date(nowMs - 60_000).toISOString().replace('T', ' ').replace('Z', '000+00:00')} [error] <0.9.0> closing AMQP connection <0.9.0> (10.0.0.5:41000 -> 10.0.0.9:5672): missed heartbeats from client, timeout: 60s`;
  await sendEvents(url, '/mq/general', [{ id: '1', timestamp: nowMs - 60_000, message }]);
  const alert = {
    status: 'firing',
    labels: { alertname: 'RabbitMQConnectionsDropped' },
    annotations: { summary: 'connections dropped' },
    startsAt: new Date(nowMs - 30_000).toISOString(),
    fingerprint: 'ab',
  };
  const secret = readFileSync(join(folder, 'secrets', 'ALERT_SECRET'), 'utf8');
  const post = () =>
    fetch(`${url}/v1/alerts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({ version: '4', alerts: [alert] }),
    });

  const answers = [await post(), await post()];
  const answer = await messageWith('RabbitMQConnectionsDropped');

  expect(await Promise.all(answers.map((one) => one.json()))).toEqual([
    { alerts: 1, lookups: 1 },
    { alerts: 1, lookups: 1 },
  ]);
  expect(JSON.stringify(answer)).toContain('connections dropped');
  expect(JSON.stringify(answer)).toContain('sent nothing for too long');
  expect(
    (await messages()).filter((one) => JSON.stringify(one).includes('connections dropped')),
  ).toHaveLength(1);
}, 60_000);

it('log records by OTLP become a card', async () => {
  const text = readFileSync(join(root, 'test', 'fixtures', 'otlp', 'exporter.json'), 'utf8');
  const now = `${Date.now() - 5_000}`;
  const authorization = `Bearer ${readFileSync(join(folder, 'secrets', 'OTLP_SECRET'), 'utf8')}`;

  const answer = await fetch(`${url}/v1/logs`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: text.replaceAll('"18000000000', `"${now.slice(0, 11)}`),
  });

  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  await messageWith('otlp/payments/orders', 'MissedHeartbeatException');
}, 60_000);

it('shows in OpenMetrics what is open, what is heard and how the functions do, and no text of a log', async () => {
  const answer = await fetch(`${url}/metrics`);
  const text = await answer.text();

  expect(answer.headers.get('content-type')).toContain('application/openmetrics-text');
  expect(text).toMatch(
    /halfopen_incidents_open\{system="default",runbook="missed-heartbeats",severity="\w+",acknowledged="no"\} 1/,
  );
  expect(text).toMatch(/halfopen_source_last_heard_timestamp_seconds\{source="\/mq\/general"\} 1\d+/);
  expect(text).toContain('halfopen_function_runs_total{function="ingest-logs",outcome="done"} 1');
  expect(text.trimEnd().endsWith('# EOF')).toBe(true);
  expect(text).not.toContain('10.0.0.5');
});

async function messages(): Promise<StoredMessage[]> {
  return (await (await fetch(`${url}/messages.json`)).json()) as StoredMessage[];
}

async function messageWith(...texts: string[]): Promise<StoredMessage> {
  for (let tries = 0; tries < 100; tries++) {
    const found = (await messages()).find((one) => {
      const shown = JSON.stringify(one);
      return texts.every((text) => shown.includes(text));
    });
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no message with ${texts.join(' and ')}`);
}

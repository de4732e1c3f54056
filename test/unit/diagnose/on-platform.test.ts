import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ingestLogEvents } from '../../../src/ingest/ingest.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { createMemoryTable } from '../../support/memory-table.ts';
import { missedHeartbeats } from '../../support/missed-heartbeats.ts';
import { testContext } from '../../support/test-context.ts';

const START_MS = 1_800_000_000_000;

/** The first step of the incident that a dropped client is, logged by this group. */
async function firstStepOf(logGroup: string): Promise<string> {
  const table = createMemoryTable();
  const events = missedHeartbeats(['10.0.0.5'], START_MS);
  await ingestLogEvents(testContext({ table, startMs: START_MS }), { logGroup, logStream: 's', events });
  const incident = table.items().find(({ pk }) => pk === 'incident')?.body as Incident;
  return JSON.stringify(incident.diagnosis.steps[0]);
}

const onAmazonMq = compiledBuiltInRunbooks().flatMap(({ id, steps }) =>
  steps.flatMap(({ on }, i) => (on?.['amazon-mq'] ? [{ id, step: i + 1, ...on['amazon-mq'] }] : [])),
);

describe('a broker that is a service', () => {
  it('gets steps that need no shell on it', async () => {
    const step = await firstStepOf('/aws/amazonmq/broker/b-1234/general');

    expect(step).toContain('https://<broker>/api/connections');
    expect(step).not.toContain('rabbitmqctl');
  });

  it('keeps the step of a broker with a shell where the log is of one', async () => {
    expect(await firstStepOf('/ecs/rabbitmq/broker.log')).toContain('rabbitmqctl');
  });
});

describe('the steps on Amazon MQ', () => {
  it('are there for ten runbooks, and none asks for a shell on the broker', () => {
    const shell = [
      'rabbitmqctl',
      'rabbitmq-diagnostics',
      'sudo',
      'systemctl',
      '/var/lib',
      '/var/log',
      '/etc/',
    ];
    const wrong = onAmazonMq.filter(({ command = '', do: what }) =>
      shell.some((word) => command.includes(word) || what.includes(word)),
    );

    expect(new Set(onAmazonMq.map(({ id }) => id)).size).toBe(10);
    expect(wrong).toEqual([]);
  });

  it('are commands that a shell reads', () => {
    for (const { command } of onAmazonMq)
      if (command)
        execFileSync('sh', ['-n', '-c', command.replaceAll(/<[^>]+>/g, 'x').replaceAll(/\{[^}]+\}/g, 'x')]);
  });
});

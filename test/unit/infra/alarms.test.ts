import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../support/run-halfopen.ts';

interface Alarm {
  Type: string;
  Properties: { AlarmName: string; MetricName: string; Namespace: string; Dimensions: { Value: unknown }[] };
}

/** The alarms of a deployment that asks for everything. */
async function allAlarms(): Promise<Alarm['Properties'][]> {
  const make = (await import(join(root, 'infra', 'alarms.cjs'))) as {
    default: (tools: object) => Promise<{ Resources: Record<string, Alarm> }>;
  };
  const values: Record<string, unknown> = {
    'sls:stage': 'dev',
    'self:custom.deployment': {
      ingest: 'kinesis',
      hasOutlets: true,
      alarmEmail: 'a@example.com',
      alarmTopic: '',
    },
    'self:functions': [
      parse(readFileSync(join(root, 'infra', 'functions.yml'), 'utf8'), { customTags: [getAtt] }) as object,
      { subscribe: {}, canary: {}, alert: {} },
    ],
  };
  const { Resources } = await make.default({ resolveVariable: async (name: string) => values[name] });
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties);
}

const getAtt = { tag: '!GetAtt', resolve: (text: string) => text };

/** The first cell of each row of the table of alarms. */
function documented(): string[] {
  const text = readFileSync(join(root, 'docs', 'operate.md'), 'utf8');
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
}

const covers = (row: string, name: string) =>
  row.startsWith('…') ? name.endsWith(row.slice(1)) : row === name;

describe('the alarms', () => {
  it('are all in docs/operate.md with what to do, and nothing else is', async () => {
    const names = (await allAlarms()).map(({ AlarmName }) => AlarmName.replace('halfopen-dev-', ''));
    const rows = documented();

    expect(names.filter((name) => !rows.some((row) => covers(row, name)))).toEqual([]);
    expect(rows.filter((row) => !names.some((name) => covers(row, name)))).toEqual([]);
  });

  it('hear of what each function reports, of answers with a fault, of events that are dropped or lost, and of the stream', async () => {
    const watched = (await allAlarms()).map(({ Namespace, MetricName, Dimensions }) =>
      [Namespace, MetricName, ...Dimensions.map(({ Value }) => (typeof Value === 'string' ? Value : ''))]
        .join(' ')
        .trim(),
    );

    for (const fn of ['ingest-logs', 'ingest-snapshot', 'slack', 'answer', 'notify', 'sweep'])
      expect(watched).toContain(`Halfopen/dev Failed ${fn}`);
    for (const fn of ['ingest-logs', 'answer', 'sweep']) {
      expect(watched).toContain(`AWS/Lambda AsyncEventsDropped halfopen-dev-${fn}`);
      expect(watched).toContain(`AWS/Lambda DestinationDeliveryFailures halfopen-dev-${fn}`);
    }
    expect(watched).toContain('AWS/ApiGateway 5xx');
    expect(watched).toContain('AWS/Lambda IteratorAge halfopen-dev-ingest-logs');
    expect(watched).toContain('AWS/Kinesis WriteProvisionedThroughputExceeded');
    expect(watched).toContain('Halfopen/dev UnreadRecords ingest-logs');
  });

  it('name metrics that the functions send: an alarm on any other would never ring', async () => {
    const sent = readFileSync(join(root, 'src', 'adapters', 'telemetry.ts'), 'utf8');
    const own = (await allAlarms()).filter(({ Namespace }) => Namespace.startsWith('Halfopen/'));

    for (const { MetricName } of own) expect(sent).toContain(`| '${MetricName}'`);
    expect(own.length).toBeGreaterThan(8);
  });
});

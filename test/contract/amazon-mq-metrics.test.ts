import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAmazonMqMetrics } from '../../src/adapters/amazon-mq-metrics.ts';
import { builtInEngine } from '../support/built-in-runbooks.ts';
import { hasMoto, startMoto } from '../support/moto.ts';
import { triageWith } from '../support/triage-text.ts';

const NOW_MS = Math.floor(Date.now() / 300_000) * 300_000;
const MINUTE_MS = 60_000;
const isHere = hasMoto();
if (!isHere)
  console.warn('\nmoto_server is not on PATH: no metric is read. Get it with: pip install "moto[server]"\n');

let moto: Awaited<ReturnType<typeof startMoto>>;
beforeAll(async () => {
  if (isHere) moto = await startMoto();
}, 240_000);
afterAll(() => moto?.stop());

const settings = () => ({
  endpoint: moto.endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
});

/** Values every five minutes up to now, as Amazon MQ reports them. */
async function report(name: string, dimensions: Record<string, string>, values: readonly number[]) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const MetricData = values.map((value, i) => ({
    MetricName: name,
    Dimensions,
    Timestamp: new Date(NOW_MS - (values.length - i) * 5 * MINUTE_MS),
    Value: value,
  }));
  await new CloudWatchClient(settings()).send(
    new PutMetricDataCommand({ Namespace: 'AWS/AmazonMQ', MetricData }),
  );
}

describe.runIf(isHere)("Amazon MQ's metrics", () => {
  it('show a broker of which the connections grow without end, and each node by its name', async () => {
    const growing = Array.from({ length: 24 }, (_, i) => 120 + 9 * i);
    const [broker, node] = ['orders-mq', 'rabbit@ip-10-0-1-12'];
    await report('ConnectionCount', { Broker: broker }, growing);
    await report('RabbitMQMemUsed', { Broker: broker, Node: node }, [400_000_000]);
    await report('RabbitMQMemLimit', { Broker: broker, Node: node }, [1_600_000_000]);
    await report('ConnectionCount', { Broker: 'another' }, [5_000]);

    const text = await createAmazonMqMetrics(settings()).read(broker, NOW_MS);

    const { MetricDataResults: series } = JSON.parse(text) as {
      MetricDataResults: { Label: string; Values: number[] }[];
    };
    const shown = series.filter(({ Values }) => Values.length > 0).map(({ Label }) => Label);
    expect(shown).toEqual([
      'orders-mq ConnectionCount',
      'rabbit@ip-10-0-1-12 RabbitMQMemUsed',
      'rabbit@ip-10-0-1-12 RabbitMQMemLimit',
    ]);
    const [diagnosis] = triageWith(builtInEngine(), text).diagnoses;
    expect(diagnosis?.runbook).toBe('limit-ahead');
    expect(diagnosis?.summary).toContain('grows by 108 an hour');
  }, 240_000);

  it('that can not be read say which broker it is about, and what to check', async () => {
    const nowhere = createAmazonMqMetrics({ ...settings(), endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });

    await expect(nowhere.read('orders-mq', NOW_MS)).rejects.toMatchObject({
      code: 'metrics-unreadable',
      message: expect.stringContaining('orders-mq'),
    });
  });
});

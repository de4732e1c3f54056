import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  GetMetricDataCommand,
  ListMetricsCommand,
  type Metric,
} from '@aws-sdk/client-cloudwatch';
import { HalfopenError } from '../errors.ts';
import { timedHttp } from './aws-settings.ts';

const NAMESPACE = 'AWS/AmazonMQ';
/** Of the broker as a whole, and of each of its nodes (Amazon MQ Developer Guide, "Available CloudWatch metrics for RabbitMQ brokers"). */
const OF_BROKER = ['ConnectionCount', 'ChannelCount', 'MessageCount'];
const OF_NODE = [
  'RabbitMQMemUsed',
  'RabbitMQMemLimit',
  'RabbitMQDiskFree',
  'RabbitMQDiskFreeLimit',
  'RabbitMQFdUsed',
];
const PERIOD_SEC = 300;
/** What grows is seen over hours. */
const REACH_MS = 3 * 3_600_000;

/** Asks for the metrics of a broker for RabbitMQ, by its name in Amazon MQ. */
export interface AmazonMqMetrics {
  /** The document that `aws cloudwatch get-metric-data` prints, of the last three hours. Throws `metrics-unreadable`. */
  read(broker: string, nowMs: number): Promise<string>;
}

/** Reads Amazon MQ's metrics from CloudWatch. Settings that are not given come from the environment. */
export function createAmazonMqMetrics(where: CloudWatchClientConfig = {}): AmazonMqMetrics {
  const client = new CloudWatchClient({ maxAttempts: 2, requestHandler: timedHttp(), ...where });
  const ofNodes = async (broker: string): Promise<Metric[]> => {
    const lists = OF_NODE.map((name) =>
      client.send(
        new ListMetricsCommand({
          Namespace: NAMESPACE,
          MetricName: name,
          Dimensions: [{ Name: 'Broker', Value: broker }],
          RecentlyActive: 'PT3H',
        }),
      ),
    );
    return (await Promise.all(lists)).flatMap(({ Metrics = [] }) => Metrics);
  };
  const dataOf = async (broker: string, nowMs: number): Promise<string> => {
    const metrics = [...OF_BROKER.map((name) => metricOf(broker, name)), ...(await ofNodes(broker))];
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(nowMs - REACH_MS),
        EndTime: new Date(nowMs),
        MetricDataQueries: metrics.map((metric, i) => ({
          Id: `m${i}`,
          Label: `${nameOf(metric, broker)} ${metric.MetricName}`,
          MetricStat: { Metric: metric, Period: PERIOD_SEC, Stat: 'Maximum' },
        })),
      }),
    );
    return JSON.stringify({ MetricDataResults });
  };
  return { read: (broker, nowMs) => dataOf(broker, nowMs).catch((cause: Error) => fail(broker, cause)) };
}

function metricOf(broker: string, name: string): Metric {
  return { Namespace: NAMESPACE, MetricName: name, Dimensions: [{ Name: 'Broker', Value: broker }] };
}

/** The node that a metric is of, else the broker. */
function nameOf({ Dimensions = [] }: Metric, broker: string): string {
  return Dimensions.find(({ Name }) => Name === 'Node')?.Value ?? broker;
}

function fail(broker: string, cause: Error): never {
  throw new HalfopenError({
    code: 'metrics-unreadable',
    message: `CloudWatch gave no metrics of the broker ${broker}: ${cause.name}`,
    hint: 'Check amazonMqBrokers in deploy.yml, and whether the function may reach CloudWatch.',
    retryable: true,
    cause,
  });
}

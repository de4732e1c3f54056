import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const SAMPLE = /^([a-zA-Z_:][\w:]{3,120})\{([^}]{1,2000})\}\s+([\d.e+]{1,30})(?:\s+\d{10,13})?\s*$/;
const LABEL = /([A-Za-z_]\w{0,60})="([^"]{0,400})"/g;
const COMMENT = /^# (?:HELP|TYPE) ([\w:]{3,120}) /;

/** The samples of one queue taken together, and the lines (indexes, inclusive) they stand on. */
interface Depth {
  fields: Record<string, string | number | undefined>;
  first: number;
  last: number;
}

function labelsOf(text: string): Map<string, string> {
  const labels = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(LABEL)) labels.set(name, value);
  return labels;
}

function add(depths: Map<string, Depth>, metric: QueueMetric, sample: RegExpExecArray, index: number): void {
  const labels = labelsOf(sample[2] ?? '');
  const queue = metric.queue.map((name) => labels.get(name)).find((value) => value !== undefined);
  const value = Number(sample[3]);
  if (queue === undefined || Number.isNaN(value)) return;
  const vhost = labels.get(metric.vhost ?? '');
  const group = labels.get('consumergroup') ?? labels.get('group') ?? labels.get('group_id') ?? '';
  const key = `${vhost ?? ''} ${group} ${queue}`;
  const depth = depths.get(key) ?? { fields: { queue, vhost }, first: index, last: index };
  depths.set(key, depth);
  const known = Number(depth.fields[metric.field] ?? 0);
  depth.fields[metric.field] = metric.summed ? known + value : Math.max(known, value);
  depth.last = index;
}

function nameAt(text: string): string | undefined {
  return COMMENT.exec(text)?.[1] ?? SAMPLE.exec(text)?.[1];
}

/** Samples of the same exporter that stand between do not end the block; those of another one do. */
function isNeighbour(name: string, opening: string): boolean {
  return (
    name.split('_')[0] === opening.split('_')[0] && (name.includes('queue') || name.includes('consumer'))
  );
}

function readMetrics(table: Table, from: number): BlockRead | undefined {
  const opening = nameAt((table.lines[from]?.text ?? '').slice(0, 3000));
  if (opening === undefined || queueMetric(opening) === undefined) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const depths = new Map<string, Depth>();
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 3000);
    const name = nameAt(text);
    const metric = name === undefined ? undefined : queueMetric(name);
    if (name === undefined || (metric === undefined && !isNeighbour(name, opening))) break;
    const sample = metric === undefined ? null : SAMPLE.exec(text);
    if (metric !== undefined && sample !== null) add(depths, metric, sample, index);
    block.next = index + 1;
  }
  for (const { fields, first, last } of depths.values()) {
    block.observations.push(observeLines(table, 'queue', first, last, fields));
  }
  return depths.size === 0 ? undefined : block;
}

/** What a metric measures of a queue, and which labels name the queue and its virtual host. */
interface QueueMetric {
  field: 'messages' | 'ready' | 'unacknowledged' | 'consumers';
  queue: readonly string[];
  vhost?: string;
  /** Samples of one queue, such as those of its partitions, add up. */
  summed?: boolean;
}

const RABBITMQ = /^rabbitmq_(?:detailed_)?queue_(messages|messages_ready|messages_unack\w{2,8}|consumers)$/;
const DEPTH: readonly { name: RegExp; metric: QueueMetric }[] = [
  {
    name: /^(?:kafka_consumer_?group_(?:group_)?lag|burrow_kafka_consumer_partition_lag)$/,
    metric: { field: 'messages', queue: ['topic'], summed: true },
  },
  {
    name: /^(?:kafka_consumergroup_(?:lag_sum|group_topic_sum_lag)|kminion_kafka_consumer_group_topic_lag)$/,
    metric: { field: 'messages', queue: ['topic', 'topic_name'] },
  },
  {
    name: /^(?:celery|rq|resque|sidekiq)_(?:queue_(?:length|size|backlog|enqueued_jobs)|jobs_in_queue|queued_jobs)$/,
    metric: { field: 'messages', queue: ['queue_name', 'queue', 'name'] },
  },
  { name: /^celery_active_consumer_count$/, metric: { field: 'consumers', queue: ['queue_name', 'queue'] } },
  {
    name: /^(?:jetstream|nats)_consumer_num_pending$/,
    metric: { field: 'messages', queue: ['consumer_name', 'consumer'], vhost: 'account' },
  },
  {
    name: /^pulsar_(?:subscription_back_log|msg_backlog)$/,
    metric: { field: 'messages', queue: ['subscription', 'topic'] },
  },
  {
    name: /^(?:activemq_queue_(?:queue_?size|size)|artemis_message_count|org_apache_activemq_Broker_QueueSize)$/,
    metric: { field: 'messages', queue: ['queue', 'destination', 'destinationName', 'name'] },
  },
  {
    name: /^(?:activemq_queue_consumer_?count|artemis_consumer_count|org_apache_activemq_Broker_ConsumerCount)$/,
    metric: { field: 'consumers', queue: ['queue', 'destination', 'destinationName', 'name'] },
  },
  {
    name: /^aws_sqs_approximate_number_of_messages_visible(?:_average|_sum|_maximum)?$/,
    metric: { field: 'messages', queue: ['dimension_QueueName', 'queue_name', 'queue'] },
  },
  { name: /^tube_current_jobs_ready$/, metric: { field: 'messages', queue: ['tube', 'name'] } },
];

/**
 * What a metric of a Prometheus exporter measures of queues; undefined for any other metric. Names as RabbitMQ's own plugin and
 * the usual exporters of Kafka, Celery, Sidekiq, NATS, Pulsar, ActiveMQ, CloudWatch and Beanstalkd have them.
 */
function queueMetric(name: string): QueueMetric | undefined {
  const said = RABBITMQ.exec(name)?.[1];
  if (said === undefined) return DEPTH.find((one) => one.name.test(name))?.metric;
  const field =
    said === 'messages_ready'
      ? 'ready'
      : said === 'consumers' || said === 'messages'
        ? said
        : 'unacknowledged';
  return { field, queue: ['queue'], vhost: 'vhost' };
}

/** Reads how deep queues are from the text exposition of Prometheus exporters (`rabbitmq_queue_messages_ready{queue="jobs"} 7`). */
export const prometheusQueues: BlockReader = tableReader('queue metrics', readMetrics);

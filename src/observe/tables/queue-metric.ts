/** What a metric says of a queue, and which labels name the queue and its virtual host. */
export interface QueueMetric {
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
 * What a metric of a Prometheus exporter tells of queues; undefined for every other metric. Names as RabbitMQ's own plugin and
 * the usual exporters of Kafka, Celery, Sidekiq, NATS, Pulsar, ActiveMQ, CloudWatch and Beanstalkd have them.
 */
export function queueMetric(name: string): QueueMetric | undefined {
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

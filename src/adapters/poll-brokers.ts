import type { AmazonMqMetrics } from './amazon-mq-metrics.ts';
import { askRabbitmq } from './rabbitmq-management.ts';
import type { Secret } from './secret.ts';

const MINUTE_MS = 60_000;
/** Metrics have a value for five minutes, and CloudWatch bills each series that is asked for. */
const METRICS_EVERY = 5;

/** Brokers of Amazon MQ, by name, and what reads their metrics. */
interface AmazonMq {
  brokers: readonly string[];
  metrics: AmazonMqMetrics;
}

/** Takes what was read of a host. */
type Take = (host: string, text: string) => Promise<void>;

/**
 * Reads what RabbitMQ's management API has, where there is one to poll, and the metrics of brokers of Amazon MQ. What can't be read keeps
 * none of the others from being read; afterwards the first error is thrown.
 */
export async function pollBrokers(
  { managementUrl, amazonMq }: { managementUrl: Secret | undefined; amazonMq: AmazonMq },
  nowMs: number,
  take: Take,
): Promise<void> {
  const polls = await Promise.allSettled([
    pollManagement(managementUrl, take),
    pollMetrics(amazonMq, nowMs, take),
  ]);
  for (const poll of polls) if (poll.status === 'rejected') throw poll.reason;
}

async function pollManagement(url: Secret | undefined, take: Take): Promise<void> {
  if (!url) return;
  const { host, documents } = await askRabbitmq(url);
  for (const [i, text] of documents.entries()) await take(`${host}/${i + 1}`, text);
}

/** In every fifth minute. */
async function pollMetrics({ brokers, metrics }: AmazonMq, nowMs: number, take: Take): Promise<void> {
  if (Math.floor(nowMs / MINUTE_MS) % METRICS_EVERY !== 0) return;
  const errors: unknown[] = [];
  for (const broker of brokers)
    await metrics
      .read(broker, nowMs)
      .then((text) => take(broker, text))
      .catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

import { type AmazonMqMetrics, createAmazonMqMetrics } from '../src/adapters/amazon-mq-metrics.ts';
import { once } from '../src/adapters/once.ts';
import { openSecret, type Secret } from '../src/adapters/secret.ts';
import type { IngestContext } from '../src/ingest/ingest-context.ts';
import { composeTriage } from './compose-triage.ts';

/** Store and engine with the secret that hosts sign their snapshots with, and the brokers to poll, if any. */
export function composeSnapshots(): () => Promise<{
  context: IngestContext;
  secret: Secret;
  managementUrl: Secret | undefined;
  amazonMq: { brokers: readonly string[]; metrics: AmazonMqMetrics };
}> {
  const ready = composeTriage();
  const { RABBITMQ_MANAGEMENT_URL: url, RABBITMQ_MANAGEMENT_URL_PARAM: parameter } = process.env;
  const secret = openSecret(process.env, 'SNAPSHOT_SECRET');
  const managementUrl = url || parameter ? openSecret(process.env, 'RABBITMQ_MANAGEMENT_URL') : undefined;
  const brokers = (process.env['AMAZON_MQ_BROKERS'] ?? '').split(',').filter(Boolean);
  const amazonMq = { brokers, metrics: createAmazonMqMetrics() };
  return once(async () => {
    await Promise.all([secret.value(), managementUrl?.value()]);
    return { context: await ready(), secret, managementUrl, amazonMq };
  });
}

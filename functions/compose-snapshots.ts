import { once } from '../src/adapters/once.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import type { IngestContext } from '../src/ingest/ingest-context.ts';
import { composeTriage } from './compose-triage.ts';

/** Store and engine with the secret that hosts sign their snapshots with, and the broker to poll, if any. */
export function composeSnapshots(): () => Promise<{
  context: IngestContext;
  secret: string;
  managementUrl: string | undefined;
}> {
  const ready = composeTriage();
  return once(async () => ({
    context: await ready(),
    secret: await readSecret(process.env, 'SNAPSHOT_SECRET'),
    managementUrl: await managementUrl(),
  }));
}

async function managementUrl(): Promise<string | undefined> {
  const { RABBITMQ_MANAGEMENT_URL: url, RABBITMQ_MANAGEMENT_URL_PARAM: parameter } = process.env;
  return url || parameter ? readSecret(process.env, 'RABBITMQ_MANAGEMENT_URL') : undefined;
}

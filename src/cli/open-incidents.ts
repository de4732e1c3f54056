import { parseConfig } from '../adapters/config/parse-config.ts';
import { openStore } from '../adapters/doctor/open-store.ts';
import { HalfopenError } from '../errors.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { listOpen } from '../store/incident-lists.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { Deployment } from './doctor/find-deployment.ts';

const SEVERITIES = ['critical', 'warning', 'info'];

/** The store of a deployment, for reading. Throws `host-missing` where there is none. */
export function openStoreOf(deployment: Deployment): StoreContext {
  if (deployment.kind === 'none')
    throw new HalfopenError({
      code: 'host-missing',
      message: `no store to read from: ${deployment.why}, and HALFOPEN_TABLE is not set.`,
      hint: 'Start the host with npm start (HALFOPEN_DATA_DIR says where its files are), or set HALFOPEN_TABLE and AWS_REGION to those of the deployment on AWS.',
    });
  return {
    table: openStore(deployment.env),
    // Reading hands nothing on and asks for no setting.
    queue: { send: async () => undefined },
    config: parseConfig('defaults', ''),
    nowMs: () => Date.now(),
  };
}

/** What is open, the most severe and latest first. */
export async function openIncidents(context: StoreContext): Promise<IncidentHead[]> {
  return (await listOpen(context)).toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.lastSeenMs - a.lastSeenMs,
  );
}

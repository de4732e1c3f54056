import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { acceptSignedSnapshot } from '../src/adapters/accept-snapshot.ts';
import {
  type HttpResult,
  jsonAnswer,
  problemAnswer,
  toHttpRequest,
  toHttpResult,
} from '../src/adapters/http.ts';
import { askRabbitmq } from '../src/adapters/rabbitmq-management.ts';
import type { Secret } from '../src/adapters/secret.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { ingestSnapshot } from '../src/ingest/ingest.ts';
import { composeSnapshots } from './compose-snapshots.ts';

const telemetry = createTelemetry('ingest-snapshot');
const ready = composeSnapshots();

/** Takes in a posted snapshot. When the schedule calls it, it polls the management API of the broker instead. */
export async function handler(
  event: Partial<APIGatewayProxyEventV2>,
  _context: unknown,
): Promise<HttpResult> {
  try {
    const { context, secret, managementUrl } = await ready();
    if (!event.headers && event.rawPath === undefined) return await poll(context, managementUrl);
    const accepted = await acceptSignedSnapshot(toHttpRequest(event), secret, context.nowMs());
    if (!accepted.ok) {
      telemetry.count('Refused', 1);
      return toHttpResult(accepted.answer);
    }
    const { changed, leftOut, failures } = await ingestSnapshot(context, accepted);
    telemetry.reportFailures(failures);
    telemetry.reportLeftOut(leftOut);
    return toHttpResult(jsonAnswer(202, { status: 'accepted', incidents: changed }));
  } catch (error) {
    telemetry.log.error('snapshot failed', error as Error);
    telemetry.count('Failed', 1);
    const problem = {
      code: 'unavailable',
      detail: 'The snapshot could not be stored.',
      hint: 'Send it again in ten seconds.',
    };
    return toHttpResult(problemAnswer(503, problem, { 'retry-after': '10' }));
  } finally {
    telemetry.flush();
  }
}

async function poll(context: Parameters<typeof ingestSnapshot>[0], url: Secret | undefined) {
  if (!url) return toHttpResult(jsonAnswer(200, { status: 'nothing to poll' }));
  const { host, documents } = await askRabbitmq(url);
  const atMs = context.nowMs();
  for (const [i, text] of documents.entries())
    telemetry.reportFailures(
      (await ingestSnapshot(context, { host: `${host}/${i + 1}`, role: 'broker', text, atMs })).failures,
    );
  return toHttpResult(jsonAnswer(200, { status: 'polled' }));
}

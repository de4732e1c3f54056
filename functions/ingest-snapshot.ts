import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { acceptSignedSnapshot } from '../src/adapters/accept-snapshot.ts';
import {
  type HttpResult,
  jsonAnswer,
  problemAnswer,
  toHttpRequest,
  toHttpResult,
} from '../src/adapters/http.ts';
import { pollBrokers } from '../src/adapters/poll-brokers.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { ingestSnapshot } from '../src/ingest/ingest.ts';
import { composeSnapshots } from './compose-snapshots.ts';

const telemetry = createTelemetry('ingest-snapshot');
const ready = composeSnapshots();

/** Takes in a posted snapshot. When the schedule calls it, it polls the brokers instead. */
export async function handler(
  event: Partial<APIGatewayProxyEventV2>,
  _context: unknown,
): Promise<HttpResult> {
  try {
    const all = await ready();
    if (!event.headers && event.rawPath === undefined) return await poll(all);
    const { context, secret } = all;
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

async function poll({ context, ...brokers }: Awaited<ReturnType<typeof ready>>) {
  await pollBrokers(brokers, context.nowMs(), async (host, text) => {
    const snapshot = { host, role: 'broker', text, atMs: context.nowMs() } as const;
    telemetry.reportFailures((await ingestSnapshot(context, snapshot)).failures);
  });
  return toHttpResult(jsonAnswer(200, { status: 'polled' }));
}

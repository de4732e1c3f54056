import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  type HttpResult,
  jsonAnswer,
  problemAnswer,
  toHttpRequest,
  toHttpResult,
} from '../src/adapters/http.ts';
import { ingestDeliveries } from '../src/adapters/lambda/ingest-records.ts';
import { acceptOtlpLogs } from '../src/adapters/otlp/accept-otlp-logs.ts';
import { openSecret } from '../src/adapters/secret.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { composeTriage } from './compose-triage.ts';

const telemetry = createTelemetry('ingest-otlp');
const secret = openSecret(process.env, 'OTLP_SECRET');
const ready = composeTriage();

/** Takes in log records by OTLP/HTTP, in JSON. What could not be kept is to be sent again: 503, as OTLP asks for. */
export async function handler(
  event: Partial<APIGatewayProxyEventV2>,
  _context: unknown,
): Promise<HttpResult> {
  try {
    const context = await ready();
    const accepted = await acceptOtlpLogs(toHttpRequest(event), secret, context.nowMs());
    if (!accepted.ok) {
      telemetry.count('Refused', 1);
      return toHttpResult(accepted.answer);
    }
    await ingestDeliveries({ context, telemetry }, accepted.deliveries);
    return toHttpResult(jsonAnswer(200, {}));
  } catch (error) {
    telemetry.log.error('logs failed', error as Error);
    telemetry.count('Failed', 1);
    const problem = {
      code: 'unavailable',
      detail: 'The logs could not be stored.',
      hint: 'Send them again in ten seconds.',
    };
    return toHttpResult(problemAnswer(503, problem, { 'retry-after': '10' }));
  } finally {
    telemetry.flush();
  }
}

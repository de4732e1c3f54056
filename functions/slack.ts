import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpResult, problemAnswer, toHttpRequest, toHttpResult } from '../src/adapters/http.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { composeSlack } from './compose-slack.ts';

const telemetry = createTelemetry('slack');
const ready = composeSlack((error) => {
  telemetry.log.error('a request failed', error as Error);
  telemetry.count('Failed', 1);
});

/** Takes Slack's requests: verified before anything else, acknowledged within three seconds, never an unhandled throw. */
export async function handler(
  event: Partial<APIGatewayProxyEventV2>,
  _context: unknown,
): Promise<HttpResult> {
  try {
    const answerRequest = await ready();
    const answer = await answerRequest(toHttpRequest(event));
    if (answer.status >= 400) telemetry.count('Refused', 1);
    return toHttpResult(answer);
  } catch (error) {
    telemetry.log.error('slack request failed', error as Error);
    telemetry.count('Failed', 1);
    const problem = {
      code: 'unavailable',
      detail: 'The request could not be handled.',
      hint: 'Send it again in ten seconds.',
    };
    return toHttpResult(problemAnswer(503, problem, { 'retry-after': '10' }));
  } finally {
    telemetry.flush();
  }
}

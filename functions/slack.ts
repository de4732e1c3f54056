import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { toHttpRequest } from '../src/adapters/lambda/http-request.ts';
import { answerRequest } from '../src/adapters/slack/answer-request.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { composeSlack } from './compose-slack.ts';

const telemetry = createTelemetry('slack');
const ready = composeSlack();

/** Takes Slack's requests: verified before anything else, acknowledged within three seconds, never an unhandled throw. */
export async function handler(
  event: Partial<APIGatewayProxyEventV2>,
  _context: unknown,
): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    const { signingSecret, table, handle } = await ready();
    const { status, body, json } = await answerRequest(toHttpRequest(event), {
      signingSecret,
      table,
      nowMs: Date.now(),
      handle,
      onFailure: (error) => {
        telemetry.log.error('a request failed', error as Error);
        telemetry.count('Failed', 1);
      },
    });
    if (status >= 400) telemetry.count('Refused', 1);
    const type = json ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
    return { statusCode: status, headers: { 'content-type': type }, body };
  } catch (error) {
    telemetry.log.error('slack request failed', error as Error);
    telemetry.count('Failed', 1);
    return { statusCode: 503, headers: { 'retry-after': '10' }, body: '' };
  } finally {
    telemetry.flush();
  }
}

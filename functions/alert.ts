import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { acceptAlerts } from '../src/adapters/alerts/accept-alerts.ts';
import { readCloudwatchAlarm } from '../src/adapters/alerts/read-cloudwatch-alarm.ts';
import { readSnsAlarms } from '../src/adapters/alerts/read-sns-alarms.ts';
import { packagedConfig } from '../src/adapters/config/packaged-config.ts';
import {
  type HttpResult,
  jsonAnswer,
  problemAnswer,
  toHttpRequest,
  toHttpResult,
} from '../src/adapters/http.ts';
import { createLambdaWorker } from '../src/adapters/lambda/lambda-worker.ts';
import { openSecret } from '../src/adapters/secret.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { alertWorks } from '../src/interactions/alert-works.ts';
import type { Alert } from '../src/model/alert.ts';

const telemetry = createTelemetry('alert');
const config = packagedConfig(process.env);
const secret = openSecret(process.env, 'ALERT_SECRET');
const worker = createLambdaWorker(process.env['ANSWER_FUNCTION'] || 'answer');

/**
 * Takes alerts of Alertmanager over HTTP, and of CloudWatch from EventBridge or a topic of SNS, and has the logs of that time looked
 * into. Throws where AWS is to deliver the event again.
 */
export async function handler(
  event: Partial<APIGatewayProxyEventV2>,
  _context: unknown,
): Promise<HttpResult> {
  const alarms = readCloudwatchAlarm(event) ?? readSnsAlarms(event);
  try {
    if (alarms) return toHttpResult(await lookInto(alarms));
    const accepted = await acceptAlerts(toHttpRequest(event), secret);
    if (accepted.ok) return toHttpResult(await lookInto(accepted.alerts));
    telemetry.count('Refused', 1);
    return toHttpResult(accepted.answer);
  } catch (error) {
    telemetry.log.error('alert failed', error as Error);
    telemetry.count('Failed', 1);
    if (alarms) throw error;
    const hint = 'Alertmanager sends it again by itself.';
    return toHttpResult(
      problemAnswer(503, { code: 'unavailable', detail: 'The alert could not be taken.', hint }),
    );
  } finally {
    telemetry.flush();
  }
}

async function lookInto(alerts: readonly Alert[]) {
  const works = alerts.flatMap((alert) => alertWorks(config, alert, Date.now()));
  for (const work of works) await worker.later(work);
  if (alerts.length > 0 && works.length === 0)
    telemetry.log.warn('no rule matches', { alerts: alerts.map(({ name }) => name) });
  return jsonAnswer(202, { alerts: alerts.length, lookups: works.length });
}

import type { Context } from 'aws-lambda';
import { readWork } from '../src/adapters/lambda/read-work.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { doWork, type WorkOutcome } from '../src/interactions/work/do-work.ts';
import { composeAnswer } from './compose-answer.ts';

const telemetry = createTelemetry('answer');
const ready = composeAnswer();

/** Does slow work for Slack after the acknowledgement. Any other event is refused and counted. */
export async function handler(event: unknown, context: unknown): Promise<WorkOutcome> {
  try {
    const work = readWork(event, process.env['SLACK_API_URL']);
    if (!work) {
      telemetry.count('Refused', 1);
      return { done: false, why: 'this is not work for this function' };
    }
    const outcome = await doWork(
      await ready(),
      work,
      (context as Partial<Context> | undefined)?.awsRequestId ?? work.id,
    );
    telemetry.log.info('worked', { id: work.id, do: work.task.do, ...outcome });
    return outcome;
  } catch (error) {
    telemetry.log.error('work failed', error as Error);
    telemetry.count('Failed', 1);
    throw error;
  } finally {
    telemetry.flush();
  }
}

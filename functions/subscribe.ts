import {
  answerCustomResource,
  type CustomResourceEvent,
} from '../src/adapters/lambda/answer-custom-resource.ts';
import { once } from '../src/adapters/once.ts';
import { createSubscriber, type Subscribed } from '../src/adapters/subscriptions/subscriber.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { composeStore } from './compose.ts';

const telemetry = createTelemetry('subscribe');
const ready = once(async () => createSubscriber(process.env, composeStore()));

/** Subscribes the log groups that patterns and tags find: on schedule, and when CloudFormation makes, changes or removes the stack. */
export async function handler(
  event: Partial<CustomResourceEvent>,
  _context: unknown,
): Promise<Subscribed | undefined> {
  try {
    const subscriber = await ready();
    const done = event.RequestType === 'Delete' ? await subscriber.release() : await subscriber.renew();
    report(done);
    if (isRequest(event)) await answerCustomResource(event);
    return done;
  } catch (error) {
    telemetry.log.error('subscribing failed', error as Error);
    telemetry.count('Failed', 1);
    if (!isRequest(event)) throw error;
    const { name, message } = error as Error;
    // A stack must be removable whatever its log groups have become.
    await answerCustomResource(event, event.RequestType === 'Delete' ? undefined : `${name}: ${message}`);
    return undefined;
  } finally {
    telemetry.flush();
  }
}

function report({ watched, released, refused }: Subscribed): void {
  telemetry.log.info('subscribed', { watched: watched.length, released, refused: refused.length });
  for (const { logGroup, why, hint } of refused)
    telemetry.log.error('not subscribed', { logGroup, why, hint });
  telemetry.count('Unsubscribed', refused.length);
}

function isRequest(event: Partial<CustomResourceEvent>): event is CustomResourceEvent {
  return event.ResponseURL !== undefined && event.RequestType !== undefined;
}

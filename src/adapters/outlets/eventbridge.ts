import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { HalfopenError } from '../../errors.ts';
import type { Outlet } from '../../model/config.ts';
import { awsSettings } from '../aws-settings.ts';

let client: EventBridgeClient | undefined;

/** Puts an event onto a bus; its detail is the CloudEvent. Throws `outlet-unavailable` or `outlet-refused`. */
export async function putEvent(
  env: NodeJS.ProcessEnv,
  { name, bus = 'default' }: Outlet,
  event: Record<string, unknown>,
): Promise<void> {
  client ??= new EventBridgeClient(awsSettings(env, 'EVENTBRIDGE'));
  const entry = {
    EventBusName: bus,
    Source: 'halfopen',
    DetailType: String(event['type']),
    Detail: JSON.stringify(event),
  };
  const { Entries: [put] = [] } = await client
    .send(new PutEventsCommand({ Entries: [entry] }))
    .catch((cause: Error) => fail(name, cause.name));
  if (put?.ErrorCode) fail(name, put.ErrorCode);
}

/** Rights and a bus that is missing are for people to put right; all else may pass. */
function fail(outlet: string, why: string): never {
  const isRefused = ['AccessDenied', 'NotAuthorized', 'ResourceNotFound', 'Validation'].some((part) =>
    why.startsWith(part),
  );
  throw new HalfopenError({
    code: isRefused ? 'outlet-refused' : 'outlet-unavailable',
    message: `outlet ${outlet} takes nothing: EventBridge answers ${why}`,
    hint: 'Check that its bus is there (aws events describe-event-bus), and the right events:PutEvents of the role of notify.',
    retryable: !isRefused,
  });
}

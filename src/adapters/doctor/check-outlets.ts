import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { HalfopenError } from '../../errors.ts';
import type { Outlet } from '../../model/config.ts';
import { awsSettings } from '../aws-settings.ts';
import { outletSecret } from '../outlets/outlet-secret.ts';
import { postJson } from '../outlets/post-json.ts';
import { type Check, type Circumstances, type Finding, fail, ok, warn } from './check.ts';

const TIMEOUT_MS = 8_000;

/**
 * Whether the outlets of halfopen.yml have their secrets and can be reached, without anything that stays there: PagerDuty is sent the
 * end of an alert that does not exist, which it takes and ignores; webhooks are asked for their options.
 */
export const checkOutlets: Check = async (circumstances) => {
  const { config } = circumstances;
  return Promise.all((config?.outlets ?? []).map((outlet) => checkOutlet(circumstances, outlet)));
};

async function checkOutlet(circumstances: Circumstances, outlet: Outlet): Promise<Finding> {
  const check = `outlet ${outlet.name}`;
  try {
    if (outlet.kind === 'eventbridge') return await checkBus(check, circumstances.callerEnv, outlet);
    const secret = await outletSecret(circumstances.env, outlet).value();
    if (outlet.kind !== 'pagerduty')
      return await checkAddress(check, outlet.kind === 'teams' ? secret : (outlet.url ?? ''));
    if (!circumstances.workspace?.roundTrip)
      return warn(
        check,
        'its key is there, and was not tried: nothing may be posted',
        'Run halfopen doctor without --no-post.',
      );
    await postJson(outlet.name, outlet.url ?? '', JSON.stringify(endOfNothing(secret)));
    return ok(check, 'PagerDuty takes events with its key');
  } catch (error) {
    if (error instanceof HalfopenError) return fail(check, error.message, error.hint);
    throw error;
  }
}

/** Events that end an alert which is not there are dropped (PagerDuty, Events API v2, "resolve"). */
function endOfNothing(key: string): object {
  return { routing_key: key, event_action: 'resolve', dedup_key: 'halfopen-doctor' };
}

/** Any answer at all says that somebody is there: an address that takes events need not answer OPTIONS (CloudEvents, HTTP webhooks, 4). */
async function checkAddress(check: string, address: string): Promise<Finding> {
  if (!URL.canParse(address) || !['https:', 'http:'].includes(new URL(address).protocol))
    return fail(
      check,
      'its secret is no address',
      'Put the address of the workflow, https://…, into its secret.',
    );
  const { host } = new URL(address);
  try {
    const answer = await fetch(address, {
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': 'halfopen' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return ok(check, `${host} answers; what it takes shows with the first incident`);
  } catch (error) {
    const why = ((error as Error).cause as { code?: string } | undefined)?.code ?? (error as Error).name;
    return fail(
      check,
      `no answer from ${host}: ${why}`,
      'Is the address right, and can it be reached from where notify runs?',
    );
  }
}

async function checkBus(
  check: string,
  env: NodeJS.ProcessEnv,
  { bus = 'default' }: Outlet,
): Promise<Finding> {
  const client = new EventBridgeClient(awsSettings(env, 'EVENTBRIDGE'));
  try {
    await client.send(new DescribeEventBusCommand({ Name: bus }));
    return ok(check, `bus ${bus} is there`);
  } catch (error) {
    const why = (error as Error).name;
    return why === 'ResourceNotFoundException'
      ? fail(check, `there is no bus ${bus}`, 'Create it, or correct its name in halfopen.yml.')
      : warn(
          check,
          `bus ${bus} can't be looked at: ${why}`,
          'Allow events:DescribeEventBus to who runs halfopen doctor.',
        );
  }
}

import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { awsSettings } from '../../aws-settings.ts';
import { fail, ok, warn } from '../check.ts';
import type { PlanCheck } from './plan.ts';

const CHECK = 'concurrency';
/** What Lambda keeps for all functions without a reservation; all of it where the account has less. */
const KEPT_UNRESERVED = 100;
/** What new accounts have, of which a storm of logs takes all. */
const SMALL = 50;

/** Whether the account has the executions that reservedConcurrency sets apart. */
export const checkConcurrency: PlanCheck = async ({ deploy, stage, env, isFirst }) => {
  const client = new LambdaClient(awsSettings(env, 'LAMBDA'));
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
  const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } =
    AccountLimit ?? {};
  const wanted = Object.entries(deploy.reservedConcurrency);
  const sum = wanted.reduce((total, [, reserved]) => total + (reserved ?? 0), 0);
  const ours = isFirst ? 0 : await reservedNow(client, stage, Object.keys(deploy.reservedConcurrency));
  const left = unreserved + ours - sum;
  const least = Math.min(KEPT_UNRESERVED, limit);
  if (sum > 0 && left < least)
    return [
      fail(
        CHECK,
        `${sum} executions would be reserved, which leaves ${left} of the account’s ${limit}; AWS keeps ${least} unreserved`,
        'Take reservedConcurrency out of deploy.yml, or ask for a higher quota: Service Quotas, AWS Lambda, Concurrent executions.',
      ),
    ];
  if (limit <= SMALL)
    return [
      warn(
        CHECK,
        `the account has ${limit} executions at once in all: enough to begin with, too few for a storm`,
        'Ask for a higher quota: Service Quotas, AWS Lambda, Concurrent executions.',
      ),
    ];
  return [ok(CHECK, sum > 0 ? `${sum} of ${limit} are reserved` : `none reserved; the account has ${limit}`)];
};

/** What the stack has reserved already, and an update gives back. */
async function reservedNow(client: LambdaClient, stage: string, names: readonly string[]): Promise<number> {
  const each = names.map(async (name) => {
    const FunctionName = `halfopen-${stage}-${name}`;
    const found = await client
      .send(new GetFunctionConcurrencyCommand({ FunctionName }))
      .catch(() => undefined);
    return found?.ReservedConcurrentExecutions ?? 0;
  });
  return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
}

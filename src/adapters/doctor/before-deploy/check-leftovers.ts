import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { awsSettings } from '../../aws-settings.ts';
import { logGroupsFrom } from '../../subscriptions/find-log-groups.ts';
import { fail } from '../check.ts';
import type { PlanCheck } from './plan.ts';

/** Log groups that a first deployment would make, and that are there: CloudFormation refuses what exists. */
export const checkLeftovers: PlanCheck = async ({ stage, env, isFirst }) => {
  if (!isFirst) return [];
  const client = new CloudWatchLogsClient(awsSettings(env, 'CLOUDWATCH_LOGS'));
  const found = await Promise.all(
    [`/aws/lambda/halfopen-${stage}-`, `/aws/http-api/halfopen-${stage}`, `/halfopen/${stage}/canary`].map(
      (prefix) => logGroupsFrom(client, prefix),
    ),
  );
  return found
    .flat()
    .map(({ name }) =>
      fail(
        `log group ${name}`,
        'is left of an earlier deployment, and would be made again',
        `aws logs delete-log-group --log-group-name ${name}`,
      ),
    );
};

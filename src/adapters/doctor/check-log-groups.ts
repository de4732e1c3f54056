import {
  CloudWatchLogsClient,
  DescribeSubscriptionFiltersCommand,
  type SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { awsSettings } from '../aws-settings.ts';
import type { DeployFile } from '../config/deploy-schema.ts';
import { findLogGroups } from '../subscriptions/find-log-groups.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';
import { filterQuota, LEAST_FILTERS } from './filter-quota.ts';

const CHECK = 'log groups';
const TIMEOUT_MS = 10_000;
/** Names that the deployment gives: the function ingest-logs, or the stream in front of it. */
const OURS = /:function:halfopen-[\w-]+-ingest-logs$|:stream\/halfopen-/;

/** Whether each log group of deploy.yml is delivered to Halfopen, once. */
export const checkLogGroups: Check = async ({ deploy, callerEnv }) => {
  if (!deploy) return [];
  const client = new CloudWatchLogsClient(awsSettings(callerEnv, 'CLOUDWATCH_LOGS'));
  const logGroups = await watchedGroups(client, deploy, callerEnv);
  if (logGroups === 'no-credentials') return [noCredentials(deploy.logGroups.length)];
  if (logGroups.length === 0) return [ok(CHECK, 'none to look at: deploy.yml names none, or finds none')];
  const most = (await filterQuota(callerEnv)) ?? LEAST_FILTERS;
  const findings = await Promise.all(logGroups.map((logGroup) => checkLogGroup(client, logGroup, most)));
  return findings.every((one) => one === 'no-credentials')
    ? [noCredentials(logGroups.length)]
    : findings.filter((one) => one !== 'no-credentials');
};

/** The log groups of deploy.yml by name, with those that its patterns and tags find. */
async function watchedGroups(
  client: CloudWatchLogsClient,
  { logGroups, logGroupTags }: DeployFile,
  env: NodeJS.ProcessEnv,
): Promise<string[] | 'no-credentials'> {
  const patterns = logGroups.filter((name) => name.endsWith('*'));
  const names = logGroups.filter((name) => !name.endsWith('*'));
  if (patterns.length === 0 && Object.keys(logGroupTags).length === 0) return names;
  try {
    const tagging = new ResourceGroupsTaggingAPIClient(awsSettings(env, 'RESOURCE_GROUPS_TAGGING_API'));
    const found = await findLogGroups(client, tagging, { patterns, tags: logGroupTags });
    return [...new Set([...names, ...found.map(({ name }) => name)])];
  } catch (error) {
    if (hasNoCredentials(error as Error)) return 'no-credentials';
    throw error;
  }
}

function noCredentials(count: number): Finding {
  return warn(
    CHECK,
    `${count} not checked: there are no AWS credentials here`,
    'Set AWS_PROFILE and AWS_REGION.',
  );
}

function hasNoCredentials({ name, message }: Error): boolean {
  return name === 'CredentialsProviderError' || message === 'Region is missing';
}

async function checkLogGroup(
  client: CloudWatchLogsClient,
  logGroup: string,
  most: number,
): Promise<Finding | 'no-credentials'> {
  try {
    const command = new DescribeSubscriptionFiltersCommand({ logGroupName: logGroup });
    const { subscriptionFilters = [] } = await client.send(command, {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return judgeFilters(logGroup, subscriptionFilters, most);
  } catch (error) {
    return explain(logGroup, error as Error);
  }
}

function judgeFilters(logGroup: string, filters: readonly SubscriptionFilter[], most: number): Finding {
  const check = `log group ${logGroup}`;
  const [own, others] = [filters.filter(isOurs), filters.filter((one) => !isOurs(one))];
  if (own.length > 1) {
    const found = `is delivered to Halfopen ${own.length} times, by ${own.map(nameOf).join(' and ')}`;
    return warn(check, found, `Remove one: ${removal(logGroup, own[1])}`);
  }
  if (own.length === 1)
    return ok(check, `delivered by ${own.map(nameOf).join('')}, ${filters.length} of ${most} filters taken`);
  if (others.length >= most) {
    const found = `all ${most} of its subscription filters go elsewhere (${others.map(nameOf).join(', ')})`;
    return fail(check, found, `Remove one, then npm run deploy: ${removal(logGroup, others[0])}`);
  }
  return fail(check, 'no subscription filter of Halfopen: its lines do not arrive', 'npm run deploy');
}

function explain(logGroup: string, error: Error): Finding | 'no-credentials' {
  const check = `log group ${logGroup}`;
  const { name } = error;
  if (hasNoCredentials(error)) return 'no-credentials';
  if (name === 'ResourceNotFoundException')
    return fail(
      check,
      'there is none of this name in this account and region',
      'aws logs describe-log-groups lists them; correct deploy.yml, or AWS_REGION.',
    );
  if (name === 'AccessDeniedException' || name === 'UnrecognizedClientException')
    return warn(
      check,
      `not checked: AWS answered ${name}`,
      'Use credentials that may logs:DescribeSubscriptionFilters.',
    );
  return warn(
    check,
    `not checked: CloudWatch Logs did not answer (${name})`,
    'Are AWS_PROFILE and AWS_REGION right?',
  );
}

function isOurs({ destinationArn = '' }: SubscriptionFilter): boolean {
  return OURS.test(destinationArn);
}

function nameOf({ filterName = 'unnamed' }: SubscriptionFilter): string {
  return filterName;
}

function removal(logGroup: string, filter: SubscriptionFilter | undefined): string {
  return `aws logs delete-subscription-filter --log-group-name ${logGroup} --filter-name ${filter?.filterName ?? ''}`;
}

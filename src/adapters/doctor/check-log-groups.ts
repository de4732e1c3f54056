import {
  CloudWatchLogsClient,
  DescribeSubscriptionFiltersCommand,
  type SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import { awsSettings } from '../aws-settings.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';

const CHECK = 'log groups';
const TIMEOUT_MS = 10_000;
/** CloudWatch Logs takes no more for one log group. */
const MOST_FILTERS = 2;
/** Names that the deployment gives: the function ingest-logs, or the stream in front of it. */
const OURS = /:function:halfopen-[\w-]+-ingest-logs$|:stream\/halfopen-/;

/** Whether each log group of deploy.yml is delivered to Halfopen, once. */
export const checkLogGroups: Check = async ({ deploy, callerEnv }) => {
  if (!deploy) return [];
  const { logGroups } = deploy;
  if (logGroups.length === 0) return [ok(CHECK, 'none to look at: deploy.yml names none')];
  const client = new CloudWatchLogsClient(awsSettings(callerEnv, 'CLOUDWATCH_LOGS'));
  const findings = await Promise.all(logGroups.map((logGroup) => checkLogGroup(client, logGroup)));
  return findings.every((one) => one === 'no-credentials')
    ? [
        warn(
          CHECK,
          `${logGroups.length} not checked: there are no AWS credentials here`,
          'Set AWS_PROFILE and AWS_REGION.',
        ),
      ]
    : findings.filter((one) => one !== 'no-credentials');
};

async function checkLogGroup(
  client: CloudWatchLogsClient,
  logGroup: string,
): Promise<Finding | 'no-credentials'> {
  try {
    const command = new DescribeSubscriptionFiltersCommand({ logGroupName: logGroup });
    const { subscriptionFilters = [] } = await client.send(command, {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return judgeFilters(logGroup, subscriptionFilters);
  } catch (error) {
    return explain(logGroup, error as Error);
  }
}

function judgeFilters(logGroup: string, filters: readonly SubscriptionFilter[]): Finding {
  const check = `log group ${logGroup}`;
  const [own, others] = [filters.filter(isOurs), filters.filter((one) => !isOurs(one))];
  if (own.length > 1) {
    const found = `is delivered to Halfopen ${own.length} times, by ${own.map(nameOf).join(' and ')}`;
    return warn(check, found, `Remove one: ${removal(logGroup, own[1])}`);
  }
  if (own.length === 1)
    return ok(
      check,
      `delivered by ${own.map(nameOf).join('')}, ${filters.length} of ${MOST_FILTERS} filters taken`,
    );
  if (others.length >= MOST_FILTERS) {
    const found = `both of its subscription filters go elsewhere (${others.map(nameOf).join(', ')})`;
    return fail(check, found, `Remove one, then npm run deploy: ${removal(logGroup, others[0])}`);
  }
  return fail(check, 'no subscription filter of Halfopen: its lines do not arrive', 'npm run deploy');
}

function explain(logGroup: string, { name, message }: Error): Finding | 'no-credentials' {
  const check = `log group ${logGroup}`;
  if (name === 'CredentialsProviderError' || message === 'Region is missing') return 'no-credentials';
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

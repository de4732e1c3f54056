import { CloudWatchLogsClient, DescribeSubscriptionFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { didYouMean } from '../../../interactions/did-you-mean.ts';
import { awsSettings } from '../../aws-settings.ts';
import { type FoundLogGroup, findLogGroups, logGroupsFrom } from '../../subscriptions/find-log-groups.ts';
import { type Finding, fail, ok, warn } from '../check.ts';
import { filterQuota, LEAST_FILTERS } from '../filter-quota.ts';
import type { Plan, PlanCheck } from './plan.ts';

/** Whether each log group that would be watched is there, may be subscribed to, and has room for a filter. */
export const checkWatched: PlanCheck = async (plan) => {
  const { logGroups, logGroupTags } = plan.deploy;
  const logs = new CloudWatchLogsClient(awsSettings(plan.env, 'CLOUDWATCH_LOGS'));
  const tagging = new ResourceGroupsTaggingAPIClient(awsSettings(plan.env, 'RESOURCE_GROUPS_TAGGING_API'));
  const names = logGroups.filter((name) => !name.endsWith('*'));
  const patterns = logGroups.filter((name) => name.endsWith('*'));
  const quota = await filterQuota(plan.env);
  const check = (group: FoundLogGroup) => checkGroup(logs, plan, group, quota);
  const named = names.map(async (name) => {
    const found = (await logGroupsFrom(logs, name)).find((group) => group.name === name);
    return found ? check(found) : missing(logs, name);
  });
  const found = await findLogGroups(logs, tagging, { patterns, tags: logGroupTags });
  const empty = patterns.filter(
    (pattern) => !found.some(({ name }) => name.startsWith(pattern.slice(0, -1))),
  );
  return [
    ...(await Promise.all([...named, ...found.map(check)])),
    ...empty.map((pattern) =>
      warn(
        `log groups ${pattern}`,
        'finds none yet',
        'It is looked up again every 15 minutes; is it spelt right?',
      ),
    ),
  ];
};

async function missing(logs: CloudWatchLogsClient, name: string): Promise<Finding> {
  const folder = name.slice(0, Math.max(1, name.indexOf('/', 1)));
  const near = await logGroupsFrom(logs, folder);
  const nearest = didYouMean(
    name,
    near.map((group) => group.name),
  );
  const hint = nearest
    ? `Did you mean ${nearest}? Correct deploy.yml.`
    : 'aws logs describe-log-groups lists those that are; correct deploy.yml, or the region.';
  return fail(`log group ${name}`, 'there is none of this name in this account and region', hint);
}

async function checkGroup(
  logs: CloudWatchLogsClient,
  { stage }: Plan,
  { name, isStandard }: FoundLogGroup,
  quota: number | undefined,
): Promise<Finding> {
  const check = `log group ${name}`;
  if (!isStandard)
    return fail(
      check,
      'its class is not STANDARD, and others can’t be subscribed to',
      'The class of a log group can’t be changed: have the broker log to one of class STANDARD.',
    );
  const { subscriptionFilters = [] } = await logs.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName: name }),
  );
  const others = subscriptionFilters.filter(({ filterName = '' }) => !isKept(filterName, stage));
  const most = quota ?? LEAST_FILTERS;
  const limit = quota === undefined ? 'what its quota is could not be read' : `its quota is ${quota}`;
  if (others.length < most) return ok(check, `has room: ${others.length} other filters, ${limit}`);
  const found = `bears ${others.length} other filters (${others.map(({ filterName }) => filterName).join(', ')}), and ${limit}`;
  const hint = `Remove one: aws logs delete-subscription-filter --log-group-name ${name} --filter-name ${others[0]?.filterName ?? '…'}; or ask for a higher quota.`;
  return quota === undefined ? warn(check, found, hint) : fail(check, found, hint);
}

/**
 * Whether it is ours, and stays where it is. Earlier versions named filters by their place in the list: such a one is replaced, which
 * takes room for both.
 */
function isKept(filterName: string, stage: string): boolean {
  const rest = filterName.startsWith(`halfopen-${stage}-`)
    ? filterName.slice(`halfopen-${stage}-`.length)
    : '';
  const isByPlace = /^Subscription\d{1,3}-/.test(rest);
  return filterName === `halfopen-${stage}` || (rest !== '' && !isByPlace);
}

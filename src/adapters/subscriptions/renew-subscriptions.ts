import {
  type CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
  type SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import type { FoundLogGroup } from './find-log-groups.ts';

/** The filter that each log group shall have. `role` is what CloudWatch Logs takes to write to a stream. */
export interface WantedFilter {
  name: string;
  filterPattern: string;
  destination: string;
  role?: string;
}

/** A log group that should be delivered and is not, or should not be any more and is. */
export interface Refused {
  logGroup: string;
  why: string;
  hint: string;
}

/** Gives each of the log groups the filter, unless it is delivered to the same destination already. Says which AWS refused. */
export async function putFilters(
  client: CloudWatchLogsClient,
  groups: readonly FoundLogGroup[],
  wanted: WantedFilter,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const { name, isStandard } of groups) {
    const fault = isStandard ? await putFilter(client, name, wanted) : INFREQUENT;
    if (fault) refused.push({ logGroup: name, ...fault });
  }
  return refused;
}

/** Takes the filter of that name off the log groups; one that is not there is no fault. */
export async function removeFilters(
  client: CloudWatchLogsClient,
  logGroups: readonly string[],
  filterName: string,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const logGroup of logGroups) {
    const fault = await client
      .send(new DeleteSubscriptionFilterCommand({ logGroupName: logGroup, filterName }))
      .then(() => undefined, explain);
    if (fault && fault.why !== 'ResourceNotFoundException') refused.push({ logGroup, ...fault });
  }
  return refused;
}

type Fault = Omit<Refused, 'logGroup'>;

const INFREQUENT: Fault = {
  why: 'its class is not STANDARD, and others can’t be subscribed to',
  hint: 'The class of a log group can’t be changed: have the broker log to one of class STANDARD.',
};

async function putFilter(
  client: CloudWatchLogsClient,
  logGroupName: string,
  wanted: WantedFilter,
): Promise<Fault | undefined> {
  const { name, filterPattern, destination, role } = wanted;
  try {
    const { subscriptionFilters = [] } = await client.send(
      new DescribeSubscriptionFiltersCommand({ logGroupName }),
    );
    if (subscriptionFilters.some((filter) => delivers(filter, wanted))) return undefined;
    await client.send(
      new PutSubscriptionFilterCommand({
        logGroupName,
        filterName: name,
        filterPattern,
        destinationArn: destination,
        // A stream takes them at random: by log stream, one busy broker would be one shard.
        ...(role ? { roleArn: role, distribution: 'Random' } : {}),
      }),
    );
    return undefined;
  } catch (error) {
    return explain(error as Error);
  }
}

/** A filter of another name that goes to the same place is one that the stack made: a second would deliver everything twice. */
function delivers(
  filter: SubscriptionFilter,
  { name, filterPattern, destination, role }: WantedFilter,
): boolean {
  if (filter.destinationArn !== destination) return false;
  if (filter.filterName !== name) return true;
  const isSpread = role === undefined || filter.distribution === 'Random';
  return isSpread && (filter.filterPattern ?? '') === filterPattern;
}

function explain({ name }: Error): Fault {
  if (name === 'LimitExceededException')
    return {
      why: 'it bears as many subscription filters as its quota allows',
      hint: 'aws logs describe-subscription-filters --log-group-name … lists them; remove one, or ask for a higher quota.',
    };
  return { why: name, hint: 'See the rights of the role of subscribe, and try again: aws lambda invoke.' };
}

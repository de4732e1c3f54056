import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  GetResourcesCommand,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { matchesGlob } from '../../incidents/match-config.ts';

/** A log group as AWS has it. Only those of class STANDARD may be subscribed to. */
export interface FoundLogGroup {
  name: string;
  isStandard: boolean;
}

/** Log groups that begin with a prefix, of which DescribeLogGroups gives 50 a call. */
export async function logGroupsFrom(client: CloudWatchLogsClient, prefix: string): Promise<FoundLogGroup[]> {
  const found: LogGroup[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeLogGroupsCommand({
        ...(prefix ? { logGroupNamePrefix: prefix } : {}),
        ...(nextToken ? { nextToken } : {}),
      }),
    );
    found.push(...(page.logGroups ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return found.map(({ logGroupName = '', logGroupClass = 'STANDARD' }) => ({
    name: logGroupName,
    isStandard: logGroupClass === 'STANDARD',
  }));
}

/** The log groups that a pattern finds, or that bear all of the tags; each once, by name. */
export async function findLogGroups(
  logs: CloudWatchLogsClient,
  tagging: ResourceGroupsTaggingAPIClient,
  wanted: { patterns: readonly string[]; tags: Readonly<Record<string, string>> },
): Promise<FoundLogGroup[]> {
  const found = new Map<string, FoundLogGroup>();
  for (const pattern of wanted.patterns)
    for (const group of await logGroupsFrom(logs, pattern.slice(0, -1)))
      if (matchesGlob(pattern, group.name)) found.set(group.name, group);
  for (const name of await taggedNames(tagging, wanted.tags)) {
    const [group] = found.has(name) ? [] : await logGroupsFrom(logs, name);
    if (group?.name === name) found.set(name, group);
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function taggedNames(
  client: ResourceGroupsTaggingAPIClient,
  tags: Readonly<Record<string, string>>,
): Promise<string[]> {
  const TagFilters = Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] }));
  if (TagFilters.length === 0) return [];
  const names: string[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await client.send(
      new GetResourcesCommand({
        TagFilters,
        ResourceTypeFilters: ['logs'],
        ...(PaginationToken ? { PaginationToken } : {}),
      }),
    );
    for (const { ResourceARN = '' } of page.ResourceTagMappingList ?? []) {
      const name = ResourceARN.split(':log-group:')[1]?.split(':')[0];
      if (name) names.push(name);
    }
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  return names;
}

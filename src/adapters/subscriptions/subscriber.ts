import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { isOwnLogGroup } from '../../incidents/match-config.ts';
import type { Config } from '../../model/config.ts';
import type { Table } from '../../ports.ts';
import { awsSettings } from '../aws-settings.ts';
import { findLogGroups } from './find-log-groups.ts';
import { putFilters, type Refused, removeFilters, type WantedFilter } from './renew-subscriptions.ts';

/** What one run came to. */
export interface Subscribed {
  watched: readonly string[];
  released: readonly string[];
  refused: readonly Refused[];
}

/** Keeps the log groups that patterns and tags find subscribed to. */
export interface Subscriber {
  /** Subscribes what is found now, and releases what was found earlier and no longer is. */
  renew(): Promise<Subscribed>;
  /** Releases all that was found. */
  release(): Promise<Subscribed>;
}

interface Wanted {
  name: string;
  patterns: string[];
  tags: Record<string, string>;
  filterPattern: string;
}

const [PK, SK] = ['subscriptions', 'found'];

/**
 * Makes one of the environment: SUBSCRIBE (`{name, patterns, tags, filterPattern}` as JSON), SUBSCRIBE_TO and SUBSCRIBE_AS (ARNs of
 * destination and role). What was found is written into the table before it is subscribed to, so that a run that is killed leaves
 * no filter that nobody knows of.
 */
export function createSubscriber(
  env: NodeJS.ProcessEnv,
  { table, config, nowMs }: { table: Table; config: Config; nowMs: () => number },
): Subscriber {
  const logs = new CloudWatchLogsClient(awsSettings(env, 'CLOUDWATCH_LOGS'));
  const tagging = new ResourceGroupsTaggingAPIClient(awsSettings(env, 'RESOURCE_GROUPS_TAGGING_API'));
  const wanted = JSON.parse(env['SUBSCRIBE'] ?? '{}') as Wanted;
  const filter: WantedFilter = {
    name: wanted.name,
    filterPattern: wanted.filterPattern,
    destination: env['SUBSCRIBE_TO'] ?? '',
    ...(env['SUBSCRIBE_AS'] ? { role: env['SUBSCRIBE_AS'] } : {}),
  };
  const known = async () => ((await table.get(PK, SK, nowMs()))?.body ?? []) as string[];
  const record = (names: readonly string[]) =>
    table.put({ pk: PK, sk: SK, version: 1, body: names }, 'any', nowMs());
  const change = async (groups: Awaited<ReturnType<typeof findLogGroups>>): Promise<Subscribed> => {
    const names = groups.map(({ name }) => name);
    const before = await known();
    const released = before.filter((name) => !names.includes(name));
    await record([...names, ...released]);
    const refused = [
      ...(await putFilters(logs, groups, filter)),
      ...(await removeFilters(logs, released, filter.name)),
    ];
    const stuck = released.filter((name) => refused.some(({ logGroup }) => logGroup === name));
    await record([...names, ...stuck]);
    return { watched: names, released, refused };
  };
  return {
    renew: async () => {
      const found = await findLogGroups(logs, tagging, wanted);
      return change(found.filter(({ name }) => !isOwnLogGroup(config, name)));
    },
    release: () => change([]),
  };
}

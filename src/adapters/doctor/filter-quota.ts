import {
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  type ServiceQuota,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { awsSettings } from '../aws-settings.ts';

/** What every account may have had so far (CloudWatch Logs quotas): more is possible, so fewer taken are surely well. */
export const LEAST_FILTERS = 2;

/**
 * How many subscription filters a log group may bear in this account and region, as Service Quotas says; undefined where it does not
 * say. It is found by its name: two by default for long, five according to newer lists.
 */
export async function filterQuota(env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const client = new ServiceQuotasClient(awsSettings(env, 'SERVICE_QUOTAS'));
  const lists = [ListServiceQuotasCommand, ListAWSDefaultServiceQuotasCommand];
  for (const List of lists) {
    const found = await findQuota(client, List).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function findQuota(
  client: ServiceQuotasClient,
  List: typeof ListServiceQuotasCommand | typeof ListAWSDefaultServiceQuotasCommand,
): Promise<number | undefined> {
  let NextToken: string | undefined;
  do {
    const page: { Quotas?: ServiceQuota[] | undefined; NextToken?: string | undefined } = await client.send(
      new List({ ServiceCode: 'logs', ...(NextToken ? { NextToken } : {}) }),
    );
    const quota = page.Quotas?.find(({ QuotaName = '' }) => isOfFilters(QuotaName.toLowerCase()));
    if (quota?.Value !== undefined) return quota.Value;
    NextToken = page.NextToken;
  } while (NextToken);
  return undefined;
}

function isOfFilters(name: string): boolean {
  return name.includes('subscription filter') && !name.includes('account') && !name.includes('regular');
}

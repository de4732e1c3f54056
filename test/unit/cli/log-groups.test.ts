import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Circumstances, Finding } from '../../../src/adapters/doctor/check.ts';
import { checkLogGroups } from '../../../src/adapters/doctor/check-log-groups.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:123456789012:function:halfopen-dev-ingest-logs';
const STREAM = 'arn:aws:kinesis:eu-central-1:123456789012:stream/halfopen-dev-LogStream-1A2B';
const OTHER = 'arn:aws:lambda:eu-central-1:123456789012:function:archive';

/** Subscription filters by log group, as name and destination. */
const FILTERS: Record<string, [string, string][]> = {
  direct: [['ours', FUNCTION]],
  streamed: [
    ['other', OTHER],
    ['ours', STREAM],
  ],
  none: [],
  taken: [
    ['one', OTHER],
    ['two', OTHER],
    ['three', OTHER],
  ],
  room: [
    ['one', OTHER],
    ['ours', FUNCTION],
  ],
  twice: [
    ['ours', FUNCTION],
    ['ours-too', FUNCTION],
  ],
};

let server: Server;
let endpoint = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString('utf8');
    });
    request.on('end', () => {
      if (request.headers['x-amz-target']?.toString().startsWith('ServiceQuotas')) {
        const Quotas = [
          { QuotaName: 'Rate of PutSubscriptionFilter requests', Value: 5 },
          { QuotaName: 'Subscription filters per log group', Value: 3 },
        ];
        response.end(JSON.stringify({ Quotas }));
        return;
      }
      const filters = FILTERS[(JSON.parse(body) as { logGroupName: string }).logGroupName];
      const answer = filters
        ? {
            subscriptionFilters: filters.map(([filterName, destinationArn]) => ({
              filterName,
              destinationArn,
            })),
          }
        : { __type: 'ResourceNotFoundException', message: 'The specified log group does not exist.' };
      response
        .writeHead(filters ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function look(...logGroups: string[]): Promise<Finding[]> {
  const callerEnv = {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint,
    AWS_ENDPOINT_URL_SERVICE_QUOTAS: endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  return checkLogGroups({ deploy: { logGroups, logGroupTags: {} }, callerEnv } as unknown as Circumstances);
}

describe('halfopen doctor on the log groups of deploy.yml', () => {
  it.each(['direct', 'streamed'])('is content with one that is delivered %s', async (logGroup) => {
    expect(await look(logGroup)).toEqual([expect.objectContaining({ status: 'ok' })]);
  });

  it('says that one without a filter of ours has to be deployed', async () => {
    expect(await look('none')).toEqual([
      {
        check: 'log group none',
        status: 'fail',
        found: 'no subscription filter of Halfopen: its lines do not arrive',
        hint: 'npm run deploy',
      },
    ]);
  });

  it('counts against the quota that the account has, not one that used to be', async () => {
    expect((await look('room'))[0]?.found).toContain('2 of 3 filters taken');
  });

  it('gives the command that makes room where others take all filters', async () => {
    const [fault] = await look('taken');

    expect(fault?.found).toContain('go elsewhere (one, two, three)');
    expect(fault?.hint).toContain(
      'aws logs delete-subscription-filter --log-group-name taken --filter-name one',
    );
  });

  it('warns of one that is delivered twice', async () => {
    expect((await look('twice'))[0]).toMatchObject({ status: 'warn' });
  });

  it('says of one that is not there how to list those that are', async () => {
    const [fault, ...more] = await look('mistyped', 'direct');

    expect(fault).toMatchObject({ check: 'log group mistyped', status: 'fail' });
    expect(fault?.hint).toContain('aws logs describe-log-groups');
    expect(more).toEqual([expect.objectContaining({ status: 'ok' })]);
  });

  it('has nothing to look at where none is named', async () => {
    expect((await look())[0]).toMatchObject({ status: 'ok', found: expect.stringContaining('names none') });
  });
});

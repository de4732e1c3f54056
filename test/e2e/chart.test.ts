import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedDynamodb, startEmbeddedDynamodb } from '../../local/aws/embedded-dynamodb.ts';
import { parseConfig } from '../../src/adapters/config/parse-config.ts';
import { createTable } from '../../src/adapters/create-table.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { type LambdaProcess, startLambda } from '../support/lambda-runtime.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-chart-'));
let store: EmbeddedDynamodb;
let slackApi: FakeSlack;
let ingest: LambdaProcess;
let notify: LambdaProcess;

beforeAll(async () => {
  store = await startEmbeddedDynamodb();
  slackApi = await startFakeSlack();
  writeFileSync(join(folder, 'config.json'), JSON.stringify(parseConfig('none', '')));
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
    AWS_ENDPOINT_URL_SQS: slackApi.url,
    NOTIFY_QUEUE_URL: `${slackApi.url}/000000000000/notify`,
    HALFOPEN_CONFIG: join(folder, 'config.json'),
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_API_URL: `${slackApi.url}/api/`,
    SNAPSHOT_SECRET: 'test',
  };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  await createTable(
    new DynamoDBClient({ endpoint: store.endpoint, region: 'us-east-1', credentials }),
    'halfopen',
  );
  ingest = await startLambda(join(root, '.serverless', 'ingest-snapshot.zip'), env);
  notify = await startLambda(join(root, '.serverless', 'notify.zip'), env);
}, 60_000);

afterAll(async () => {
  ingest?.close();
  notify?.close();
  slackApi?.close();
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function look(file: string, secondsAgo: number): Promise<void> {
  const text = readFileSync(join(root, 'samples/close-wait', file), 'utf8');
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const signature = createHmac('sha256', 'test').update(`v1:${timestamp}:app01:${text}`).digest('hex');
  const headers = {
    'x-halfopen-host': 'app01',
    'x-halfopen-timestamp': timestamp,
    'x-halfopen-signature': `v1=${signature}`,
  };
  const { payload } = await ingest.invoke({ rawPath: '/v1/snapshots', headers, body: text });
  expect(payload).toMatchObject({ statusCode: 202 });
}

describe('CLOSE_WAIT that grows over three looks at a host', () => {
  it('is drawn by the packaged function, and shown in the thread of its card with words for who can’t see it', async () => {
    slackApi.answers.set('files.getUploadURLExternal', {
      upload_url: `${slackApi.url}/upload`,
      file_id: 'F0CHART',
    });
    slackApi.answers.set('files.completeUploadExternal', { files: [{ id: 'F0CHART' }] });
    await look('ss-1.txt', 200);
    await look('ss-2.txt', 100);
    await look('ss-3.txt', 0);
    const incident = slackApi.calls.findLast(({ method }) => method === 'queue')?.given['incident'];

    for (let run = 0; run < 12; run++) {
      await notify.invoke({ incident });
      if (slackApi.calls.some(({ given }) => JSON.stringify(given['blocks'] ?? '').includes('F0CHART')))
        break;
      await new Promise((resolve) => setTimeout(resolve, 1_050));
    }

    const png = slackApi.calls.find(({ method }) => method === 'upload')?.given['bytes'] as Buffer;
    const shown = slackApi.calls.find(({ given }) =>
      JSON.stringify(given['blocks'] ?? '').includes('F0CHART'),
    );
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1600);
    expect(shown).toMatchObject({ method: 'chat.postMessage', given: { thread_ts: '1.000100' } });
    expect(JSON.stringify(shown?.given['blocks'])).toMatch(/CLOSE_WAIT sockets on app01: from 12 .* to 36/);
    expect(slackApi.calls.filter(({ method }) => method === 'upload')).toHaveLength(1);
  }, 60_000);
});

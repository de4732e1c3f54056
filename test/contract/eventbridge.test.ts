import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebOutlets } from '../../src/adapters/outlets/web-outlets.ts';
import { droppedClient } from '../support/incident-change.ts';
import { hasMoto, startMoto } from '../support/moto.ts';

const isHere = hasMoto();
if (!isHere)
  console.warn('\nmoto_server is not on PATH: no event is put. Get it with: pip install "moto[server]"\n');
const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
let moto: Awaited<ReturnType<typeof startMoto>>;

beforeAll(async () => {
  if (isHere) moto = await startMoto();
}, 240_000);
afterAll(() => moto?.stop());

const outlets = () =>
  createWebOutlets({
    AWS_ENDPOINT_URL_EVENTBRIDGE: moto.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  });

describe.runIf(isHere)('EventBridge', () => {
  it('hands each change to who has a rule for it', async () => {
    const settings = { endpoint: moto.endpoint, region: 'eu-central-1', credentials };
    const [events, queues] = [new EventBridgeClient(settings), new SQSClient(settings)];
    const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: 'taker' }));
    await events.send(
      new PutRuleCommand({ Name: 'ours', EventPattern: JSON.stringify({ source: ['halfopen'] }) }),
    );
    const Targets = [{ Id: 'taker', Arn: 'arn:aws:sqs:eu-central-1:123456789012:taker' }];
    await events.send(new PutTargetsCommand({ Rule: 'ours', Targets }));

    await outlets().send({ name: 'events', kind: 'eventbridge', match: {}, bus: 'default' }, droppedClient);

    const { Messages: [message] = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({
      source: 'halfopen',
      'detail-type': 'halfopen.incident.open',
      detail: { specversion: '1.0', data: { incident: droppedClient.incident } },
    });
  }, 60_000);
});

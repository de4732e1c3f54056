import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptSignedSnapshot } from '../../../src/adapters/accept-snapshot.ts';
import { openSecret } from '../../../src/adapters/secret.ts';
import { LambdaReceiver } from '../../../src/adapters/slack/receiver.ts';
import { createWebChat } from '../../../src/adapters/slack/web-chat.ts';
import { openSlackApi } from '../../../src/adapters/slack/web-client.ts';
import { signSnapshot } from '../../../src/adapters/snapshot-signature.ts';
import { createMemoryTable } from '../../support/memory-table.ts';

const NOW_MS = 1_800_000_000_000;
let nowMs: number;
let kept: string;
let reads: number;

beforeEach(() => {
  nowMs = NOW_MS;
  kept = 'old';
  reads = 0;
});

/** A secret in a store whose content a test changes, and which counts how often it is read. */
function secretInStore() {
  return openSecret(
    {},
    'SECRET',
    () => nowMs,
    async () => {
      reads++;
      return kept;
    },
  );
}

describe('a bot token that was replaced', () => {
  const asked: string[] = [];
  const slack = createServer((request, response) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    asked.push(token);
    const answer =
      token === 'new' ? { ok: true, channel: 'C1', ts: '1.2' } : { ok: false, error: 'token_revoked' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const message = { channel: 'C1', content: { text: 'x', blocks: [] }, name: { incident: 'i', key: 'card' } };

  beforeEach(async () => {
    asked.length = 0;
    await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', () => resolve()));
  });
  afterEach(() => {
    slack.closeAllConnections();
    slack.close();
  });

  const chat = () =>
    createWebChat(
      openSlackApi(secretInStore(), `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`),
    );

  it('is read again when Slack refuses the old one, so that the message is posted all the same', async () => {
    const posting = chat();
    await expect(posting.post(message)).rejects.toMatchObject({ code: 'slack-refused' });
    nowMs += 60_000;
    kept = 'new';

    expect(await posting.post(message)).toEqual({ channel: 'C1', ts: '1.2' });
    await posting.post(message);

    expect(asked).toEqual(['old', 'old', 'new', 'new']);
  });

  it('and is not in the store yet costs one read a minute', async () => {
    const posting = chat();

    for (let i = 0; i < 20; i++) await posting.post(message).catch(() => undefined);

    expect(reads).toBe(2);
  });
});

describe('a signing secret that was replaced', () => {
  const signed = (secret: string, body: string) => {
    const timestamp = String(nowMs / 1000);
    const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac}`,
    };
    return { headers, rawBody: Buffer.from(body) };
  };
  const open = () => {
    const receiver = new LambdaReceiver({
      signingSecret: secretInStore(),
      table: createMemoryTable(),
      nowMs: () => nowMs,
    });
    receiver.init({ processEvent: async ({ ack }) => ack('done') } as App);
    return receiver.start();
  };

  it('is read again when a signature does not fit, so that Slack is heard at once', async () => {
    const receive = await open();
    expect((await receive(signed('old', 'a=1'))).status).toBe(200);
    kept = 'new';

    expect((await receive(signed('new', 'a=2'))).status).toBe(200);
    expect((await receive(signed('old', 'a=3'))).status).toBe(401);
  });

  it('is read at most once a minute however many forged requests come', async () => {
    const receive = await open();

    for (let i = 0; i < 50; i++) expect((await receive(signed('forged', `a=${i}`))).status).toBe(401);
    expect(reads).toBe(2);
    nowMs += 60_000;
    await receive(signed('forged', 'a=b'));

    expect(reads).toBe(3);
  });
});

it('the secret of snapshots is read again when it was replaced', async () => {
  const secret = secretInStore();
  const snapshot = (by: string) => {
    const timestamp = String(nowMs / 1000);
    const rawBody = Buffer.from('State Recv-Q Send-Q');
    const headers = {
      'x-halfopen-host': 'app-1',
      'x-halfopen-timestamp': timestamp,
      'x-halfopen-signature': signSnapshot(by, { timestamp, host: 'app-1', body: rawBody }),
    };
    return { headers, rawBody };
  };
  expect(await acceptSignedSnapshot(snapshot('old'), secret, nowMs)).toMatchObject({ ok: true });
  kept = 'new';

  expect(await acceptSignedSnapshot(snapshot('new'), secret, nowMs)).toMatchObject({ ok: true });
});

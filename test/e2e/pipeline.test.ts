import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../local/slack/state.ts';
import { type LambdaProcess, startLambda } from '../support/lambda-runtime.ts';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-e2e-'));
let host: ChildProcess;
let url: string;
let ingest: LambdaProcess;

beforeAll(async () => {
  const engine = await freePort();
  host = spawn('node', ['dist/start.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: String(engine), HALFOPEN_DATA_DIR: folder },
  });
  url = await readyUrl(host);
  const endpoints = JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8')) as Record<
    string,
    string
  >;
  ingest = await startLambda(join(root, '.serverless', 'ingest-logs.zip'), {
    ...endpoints,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    HALFOPEN_CONFIG: join(folder, 'config.json'),
  });
}, 120_000);

afterAll(() => {
  ingest?.close();
  host?.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe('a broker that drops a client', () => {
  it('is one card from a real log line through the packaged function, edited, then resolved', async () => {
    const lines = await linesOfDroppedClient();
    if (!lines) return;
    const payload = subscription(lines);

    const first = await ingest.invoke(payload);
    expect(first.error).toBeUndefined();
    const card = await cardWith('missed heartbeats|sent nothing for too long');
    expect(card.text).toContain('sent nothing for too long');

    await ingest.invoke(payload);
    await settled();
    expect((await cards()).map(({ edits }) => edits)).toEqual([card.edits]);

    const again = await linesOfDroppedClient();
    await ingest.invoke(subscription(again ?? []));
    await cardWith('2 log records');
    expect(await cards()).toHaveLength(1);

    const later = new Date(Date.now() + 31 * 60_000).toISOString();
    await post('/2015-03-31/functions/sweep/invocations', { time: later });
    await cardWith('Resolved: ');
    expect(JSON.stringify((await cards())[0]?.blocks)).toContain('It lasted');
  }, 180_000);

  it('refuses what is no delivery with a clear error, and its own log group in silence', async () => {
    const none = await ingest.invoke({ awslogs: { data: Buffer.from('no gzip').toString('base64') } });
    const own = await ingest.invoke(
      subscription(['missed heartbeats from client, timeout: 60s'], '/aws/lambda/halfopen-dev-notify'),
    );

    expect(none.error?.errorMessage).toContain('no delivery of a CloudWatch Logs subscription');
    expect(own.payload).toEqual({ events: 0, matched: 0, incidents: [] });
  });
});

/** What the broker on this machine logs when a client that had asked for heartbeats stops; undefined without such a broker. */
async function linesOfDroppedClient(): Promise<string[] | undefined> {
  const logs = '/var/log/rabbitmq';
  const log = existsSync(logs)
    ? readdirSync(logs).find((name) => /^rabbit@.*\.log$/.test(name) && !name.includes('upgrade'))
    : undefined;
  if (!log || !(await isOpen(5672))) {
    console.warn(
      '\nNo RabbitMQ on 127.0.0.1:5672 with its log in /var/log/rabbitmq: the pipeline is not tested on a real broker.',
    );
    console.warn('Get it with: apt-get install rabbitmq-server\n');
    return undefined;
  }
  const before = readFileSync(join(logs, log), 'utf8').length;
  const client = spawn(
    'node',
    [
      '-e',
      "require('amqplib').connect('amqp://guest:guest@127.0.0.1?heartbeat=1').then(() => console.log('up'))",
    ],
    { cwd: root },
  );
  await new Promise((resolve) => client.stdout.once('data', resolve));
  client.kill('SIGSTOP');
  try {
    for (let tries = 0; tries < 100; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const lines = readFileSync(join(logs, log), 'utf8').slice(before).trimEnd().split('\n');
      if (lines.some((line) => line.includes('missed heartbeats'))) return lines;
    }
    throw new Error('the broker did not drop the client');
  } finally {
    client.kill('SIGKILL');
  }
}

function subscription(lines: readonly string[], logGroup = '/aws/amazonmq/broker/b-1/general'): object {
  const logEvents = lines.map((message, i) => ({
    id: `${message.slice(0, 26)}#${i}`,
    timestamp: Date.now(),
    message,
  }));
  const delivery = {
    messageType: 'DATA_MESSAGE',
    owner: '0',
    logGroup,
    logStream: 'rabbit',
    subscriptionFilters: ['all'],
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(delivery)).toString('base64') } };
}

async function cards(): Promise<StoredMessage[]> {
  const all = (await (await fetch(`${url}/messages.json`)).json()) as StoredMessage[];
  return all.filter(({ threadTs }) => !threadTs);
}

async function cardWith(pattern: string): Promise<StoredMessage> {
  for (let tries = 0; tries < 200; tries++) {
    const [card] = await cards();
    if (card && new RegExp(pattern).test(card.text + JSON.stringify(card.blocks))) {
      await settled();
      return (await cards())[0] ?? card;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no card with ${pattern}: ${JSON.stringify(await cards()).slice(0, 500)}`);
}

/** Waits until nothing more is posted or edited. */
async function settled(): Promise<void> {
  let before = '';
  for (;;) {
    const now = await (await fetch(`${url}/messages.json`)).text();
    if (now === before) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  }
}

async function post(path: string, body: object): Promise<void> {
  await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readConfig } from '../src/adapters/config/read-config.ts';
import { createTable } from '../src/adapters/create-table.ts';
import { createDynamodbTable } from '../src/adapters/dynamodb-table.ts';
import { keepLocalSecrets } from '../src/adapters/local-secrets.ts';
import { HalfopenError } from '../src/errors.ts';
import type { Config } from '../src/model/config.ts';
import { startEmbeddedDynamodb } from './aws/embedded-dynamodb.ts';
import type { Handler } from './aws/function-runner.ts';
import { createHost, type Host } from './aws/host.ts';
import { completeEnvironment, readLocalSettings } from './environment.ts';
import { createHostMetrics } from './metrics.ts';
import { replaySample, sampleNames } from './replay-sample.ts';
import { createSlackStandIn, type SlackStandIn } from './slack/stand-in.ts';

/** A host that is up. */
export interface StartedHost {
  url: string;
  host: Host;
  stop(): Promise<void>;
}

/**
 * Starts the whole bot on 127.0.0.1: embedded store, queue, schedule, Slack's stand-in, and the handlers that `load` brings,
 * once the environment they read is complete.
 */
export async function startHost(
  env: NodeJS.ProcessEnv,
  load: () => Promise<Readonly<Record<string, Handler>>>,
  note: (message: string) => void,
): Promise<StartedHost> {
  const { port, dataDir, dynamodbEndpoint } = readLocalSettings(env);
  const handlers: Record<string, Handler> = {};
  let standIn: SlackStandIn | undefined;
  let store: ReturnType<typeof storeOf> | undefined;
  const metrics = env['HALFOPEN_METRICS'] === 'on' ? createHostMetrics() : undefined;
  const host = createHost({
    handlers,
    standIn: () => standIn ?? fail(),
    note,
    ...(metrics ? { metrics: () => metrics.render((store ??= storeOf(env))) } : {}),
  });
  const url = `http://127.0.0.1:${await listen(host, port)}`;
  try {
    const engine = dynamodbEndpoint === undefined ? await startEmbeddedDynamodb(dataDir) : undefined;
    const endpoint = engine?.endpoint ?? dynamodbEndpoint ?? '';
    completeEnvironment(env, { url, dynamodbEndpoint: endpoint, secrets: keepLocalSecrets(dataDir) });
    keepEndpoints(env, dataDir);
    env['HALFOPEN_CONFIG'] = keepConfig(env['HALFOPEN_CONFIG'], dataDir);
    await createTable(new DynamoDBClient({ endpoint }), env['HALFOPEN_TABLE'] || 'halfopen');
    standIn = createSlackStandIn({
      dataDir,
      nowMs: () => Date.now(),
      signingSecret: env['SLACK_SIGNING_SECRET'] ?? '',
      channels: channelsOf(env),
      samples: { names: sampleNames(), load: (name) => replaySample(url, name, () => undefined) },
      async deliver(headers, body) {
        const answer = await fetch(`${url}/slack/events`, { method: 'POST', headers, body });
        const contentType = answer.headers.get('content-type') ?? '';
        return { status: answer.status, body: await answer.text(), contentType };
      },
    });
    for (const [name, handler] of Object.entries(await load()))
      handlers[name] = metrics?.measured(name, handler) ?? handler;
    host.ready();
    const stop = async () => {
      await host.stop();
      await engine?.close();
    };
    return { url, host, stop };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** The store of the functions, for what is shown of it. */
function storeOf(env: NodeJS.ProcessEnv) {
  const client = new DynamoDBClient({ endpoint: env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' });
  return { table: createDynamodbTable(client, env['HALFOPEN_TABLE'] || 'halfopen'), nowMs: () => Date.now() };
}

/** Checks the configuration and keeps it as the functions read it. */
function keepConfig(file: string | undefined, dataDir: string): string {
  const path = join(dataDir, 'config.json');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path, JSON.stringify(readConfig(file)));
  return path;
}

/** The channels that a workspace would have for this configuration. */
function channelsOf(env: NodeJS.ProcessEnv): string[] {
  const { routes } = JSON.parse(readFileSync(env['HALFOPEN_CONFIG'] ?? '', 'utf8')) as Config;
  const named = [env['SLACK_CHANNEL'] ?? '', ...routes.map(({ channel }) => channel)];
  return named.filter((channel) => channel !== '');
}

/** Writes where the parts are, for other programs of the same user; it holds no secret. */
function keepEndpoints(env: NodeJS.ProcessEnv, dataDir: string): void {
  const names = [
    'AWS_REGION',
    'AWS_ENDPOINT_URL_DYNAMODB',
    'AWS_ENDPOINT_URL_SQS',
    'AWS_ENDPOINT_URL_LAMBDA',
    'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
    'ANSWER_FUNCTION',
    'HALFOPEN_TABLE',
    'HALFOPEN_URL',
    'SLACK_API_URL',
    'NOTIFY_QUEUE_URL',
    'SLACK_CHANNEL',
  ];
  const endpoints = Object.fromEntries(names.map((name) => [name, env[name]]));
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'endpoints.json'), JSON.stringify(endpoints, null, 1));
}

function fail(): never {
  throw new Error('the host is not ready yet');
}

function listen({ server }: Host, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new HalfopenError({
          code: 'port-taken',
          message: `port ${port} can't be opened: ${cause.code ?? cause.message}`,
          hint: 'Stop what uses it, or start with another: PORT=3001 npm start',
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

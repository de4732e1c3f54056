import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type LambdaProcess, startLambda } from '../support/lambda-runtime.ts';
import { root } from '../support/run-halfopen.ts';
import { commandBody, signedRequest } from '../support/slack-requests.ts';
import { processorMs } from './run-program.ts';

// The packaged functions under AWS's runtime client on the pinned Node 24, beside the one-machine host's store and queue.
const RUNS = 5;
const folder = mkdtempSync(join(tmpdir(), 'halfopen-lambda-bench-'));
const host = spawn('node', ['dist/start.mjs'], {
  cwd: root,
  env: { ...process.env, PORT: '0', HALFOPEN_DATA_DIR: folder },
});
await new Promise<void>((resolve) => host.stdout.once('data', () => resolve()));
const env = {
  ...(JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8')) as Record<string, string>),
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  HALFOPEN_CONFIG: join(folder, 'config.json'),
  SLACK_SIGNING_SECRET: 'bench',
  SLACK_BOT_TOKEN: 'xoxb-bench',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
};
const zip = (name: string) => join(root, '.serverless', `${name}.zip`);

try {
  for (const name of ['slack', 'answer', 'ingest-logs', 'ingest-snapshot', 'notify', 'sweep'])
    say(`zip of ${name}`, statSync(zip(name)).size / 1000, 'kB');
  sayTimes('slack, spawn to the answer of a signed request', await cold('slack', () => slackRequest()));
  sayTimes('ingest-logs, spawn to the answer', await cold('ingest-logs', () => delivery(2)));
  for (const [what, text] of [
    ['help', 'help'],
    ['runbook search', 'runbook publisher hangs'],
    ['open incidents', 'incidents'],
  ] as const) {
    const { times } = await warmTimes('slack', () => slackRequest(text), 1_000);
    say(`slack, signed /triage ${what}, warm, median of 1000`, median(times), 'ms');
    say(`slack, signed /triage ${what}, warm, 99th percentile of 1000`, percentile(times, 0.99), 'ms');
  }
  sayTimes('ingest-logs, 1 MB of events, warm', await warm('ingest-logs', () => delivery(8_000), 8));
} finally {
  host.kill();
  rmSync(folder, { recursive: true, force: true });
}

function say(name: string, value: number, unit: string): void {
  console.log(`${name}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit}`);
}

/** Milliseconds on the clock, and of processor time where the system tells it. */
interface Times {
  ms: number;
  processorMs: number | undefined;
}

function sayTimes(name: string, times: Times): void {
  say(name, times.ms, 'ms');
  if (times.processorMs !== undefined) say(`${name}, processor time`, times.processorMs, 'ms');
}

/** Median over fresh processes. */
async function cold(name: string, event: () => object): Promise<Times> {
  const times: number[] = [];
  const ofProcessor: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const lambda = await startLambda(zip(name), env);
    times.push(await timed(lambda, event()));
    ofProcessor.push(processorMs(lambda.pid) ?? Number.NaN);
    lambda.close();
  }
  return { ms: median(times), processorMs: known(median(ofProcessor)) };
}

/** Median over invocations of one process, after some to warm up; of processor time the mean, which is counted in hundredths of a second. */
async function warm(name: string, event: () => object, count: number): Promise<Times> {
  const { times, usedMs } = await warmTimes(name, event, count);
  return { ms: median(times), processorMs: known(usedMs / count) };
}

function known(ms: number): number | undefined {
  return Number.isNaN(ms) ? undefined : ms;
}

async function warmTimes(
  name: string,
  event: () => object,
  count: number,
): Promise<{ times: number[]; usedMs: number }> {
  const lambda = await startLambda(zip(name), env);
  for (let run = 0; run < 5; run++) await timed(lambda, event());
  const before = processorMs(lambda.pid) ?? Number.NaN;
  const times: number[] = [];
  for (let run = 0; run < count; run++) times.push(await timed(lambda, event()));
  const usedMs = (processorMs(lambda.pid) ?? Number.NaN) - before;
  lambda.close();
  return { times, usedMs };
}

/** Milliseconds of one invocation, which must have gone well. */
async function timed(lambda: LambdaProcess, event: object): Promise<number> {
  const { ms, error, payload } = await lambda.invoke(event);
  const { statusCode = 200 } = (payload ?? {}) as { statusCode?: number };
  if (error || statusCode !== 200)
    throw new Error(`the function failed: ${JSON.stringify(error ?? payload)}`);
  return ms;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

function slackRequest(text = 'help'): object {
  return signedRequest('bench', commandBody(text));
}

/** A delivery of healthy lines with one dropped client among them. */
function delivery(lines: number): object {
  const id = randomUUID();
  const at = new Date().toISOString().replace('T', ' ').replace('Z', '000+00:00');
  const logEvents = Array.from({ length: lines }, (_, i) => ({
    id: `${id}-${i}`,
    timestamp: Date.now(),
    message:
      i === 1
        ? `${at} [error] <0.9.0> closing AMQP connection <0.9.0> (10.0.0.5:41000 -> 10.0.0.9:5672): missed heartbeats from client, timeout: 60s`
        : `${at} [info] <0.${i}.0> queue 'orders-${i % 50}' in vhost '/' is now running on node rabbit@mq-1, all is well with it`,
  }));
  const document = {
    messageType: 'DATA_MESSAGE',
    owner: '0',
    logGroup: '/bench/broker.log',
    logStream: 's',
    subscriptionFilters: ['f'],
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(document)).toString('base64') } };
}

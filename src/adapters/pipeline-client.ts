import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { HalfopenError } from '../errors.ts';
import type { LogEvent } from '../model/log-event.ts';

const TIMEOUT_MS = 20_000;

/** Hands log events to `ingest-logs` of a running host, as one delivery of a CloudWatch Logs subscription. Throws `pipeline-refused`. */
export async function sendEvents(
  url: string,
  logGroup: string,
  logEvents: readonly LogEvent[],
): Promise<void> {
  const delivery = {
    messageType: 'DATA_MESSAGE',
    owner: 'local',
    logGroup,
    logStream: 'local',
    subscriptionFilters: ['local'],
    logEvents,
  };
  const data = gzipSync(JSON.stringify(delivery)).toString('base64');
  await send(
    `${url}/2015-03-31/functions/ingest-logs/invocations`,
    {},
    JSON.stringify({ awslogs: { data } }),
  );
}

/** Posts a snapshot of a host's connections, signed; taken now, or at `atMs`, at most five minutes ago. Throws `pipeline-refused`. */
export async function sendSnapshot(
  url: string,
  { host, text, atMs = Date.now() }: { host: string; text: string; atMs?: number },
  secret: string,
): Promise<void> {
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = createHmac('sha256', secret).update(`v1:${timestamp}:${host}:${text}`).digest('hex');
  const headers = {
    'x-halfopen-host': host,
    'x-halfopen-timestamp': timestamp,
    'x-halfopen-signature': `v1=${signature}`,
  };
  await send(`${url}/v1/snapshots`, headers, text);
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: Error) => fail(`no answer from ${new URL(url).origin}: ${cause.message}`, cause));
  if (!answer.ok || answer.headers.has('x-amz-function-error')) fail((await answer.text()).slice(0, 300));
}

function fail(message: string, cause?: unknown): never {
  throw new HalfopenError({
    code: 'pipeline-refused',
    message: `the pipeline did not take it: ${message}`,
    hint: 'Is the host running (npm start)? Its log tells more.',
    retryable: true,
    cause,
  });
}

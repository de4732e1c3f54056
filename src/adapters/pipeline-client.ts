import { gzipSync } from 'node:zlib';
import { HalfopenError } from '../errors.ts';
import type { LogEvent } from '../model/log-event.ts';
import { signSnapshot } from './snapshot-signature.ts';

const TIMEOUT_MS = 20_000;

/** Sends log events to `ingest-logs` of a running host, as one delivery of a CloudWatch Logs subscription. Throws `pipeline-refused`. */
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

/** Posts a signed snapshot of a host's connections, taken now or at `atMs` (epoch milliseconds, at most five minutes ago). Throws `pipeline-refused`. */
export async function sendSnapshot(
  url: string,
  { host, text, atMs = Date.now() }: { host: string; text: string; atMs?: number },
  secret: string,
): Promise<void> {
  const timestamp = String(Math.floor(atMs / 1000));
  const headers = {
    'x-halfopen-host': host,
    'x-halfopen-timestamp': timestamp,
    'x-halfopen-signature': signSnapshot(secret, { timestamp, host, body: text }),
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
  if (!answer.ok || answer.headers.has('x-amz-function-error')) fail(await reasonOf(answer));
}

/** The detail of a problem document (RFC 9457), else the body as it came. */
async function reasonOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) return text.slice(0, 300);
  const { detail, hint } = JSON.parse(text) as { detail?: string; hint?: string };
  return `${detail ?? ''} ${hint ?? ''}`.trim();
}

function fail(message: string, cause?: unknown): never {
  throw new HalfopenError({
    code: 'pipeline-refused',
    message: `the host refused the data: ${message}`,
    hint: 'Check that the host is running (npm start), and read its log.',
    retryable: true,
    cause,
  });
}

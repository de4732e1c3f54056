import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { HalfopenError } from '../errors.ts';

const samples = join(dirname(fileURLToPath(import.meta.url)), '..', 'samples');

/** Sends a sample's files through the pipeline of a running host: logs as subscription events, all else as signed snapshots. */
export async function replaySample(url: string, name: string, say: (line: string) => void): Promise<void> {
  const folder = join(samples, name.replaceAll(/[^\w-]/g, ''));
  if (!existsSync(folder)) {
    throw new HalfopenError({
      code: 'sample-unknown',
      message: `there is no sample ${name}`,
      mend: `Take one of: ${readdirSync(samples, { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map((one) => one.name)
        .join(', ')}`,
    });
  }
  const files = readdirSync(folder).filter((file) => /\.(log|txt)$/.test(file));
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    await (file.endsWith('.log')
      ? sendLog(url, `/demo/${name}/${file}`, text)
      : sendSnapshot(url, file.replace(/[-.].*$/, ''), text));
    say(`sent ${file}`);
  }
  say(`Look at ${url}`);
}

/** A log as one delivery of a CloudWatch Logs subscription. Ids come from the text, so that the same again changes nothing. */
async function sendLog(url: string, logGroup: string, text: string): Promise<void> {
  const timestamp = Date.now();
  const logEvents = text
    .trimEnd()
    .split('\n')
    .map((message, i) => ({
      id: createHash('sha256').update(`${logGroup} ${i} ${message}`).digest('hex').slice(0, 32),
      timestamp: timestamp + i,
      message,
    }));
  const delivery = {
    messageType: 'DATA_MESSAGE',
    owner: 'local',
    logGroup,
    logStream: 'demo',
    subscriptionFilters: ['demo'],
    logEvents,
  };
  const data = gzipSync(JSON.stringify(delivery)).toString('base64');
  await send(
    `${url}/2015-03-31/functions/ingest-logs/invocations`,
    {},
    JSON.stringify({ awslogs: { data } }),
  );
}

async function sendSnapshot(url: string, host: string, text: string): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = process.env['SNAPSHOT_SECRET'] ?? '';
  const signature = createHmac('sha256', secret).update(`v1:${timestamp}:${host}:${text}`).digest('hex');
  await send(
    `${url}/v1/snapshots`,
    { 'x-halfopen-host': host, 'x-halfopen-timestamp': timestamp, 'x-halfopen-signature': `v1=${signature}` },
    text,
  );
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (answer.ok && !answer.headers.has('x-amz-function-error')) return;
  throw new HalfopenError({
    code: 'sample-refused',
    message: `the pipeline refused it: ${(await answer.text()).slice(0, 300)}`,
    mend: 'Look at the log of the host.',
  });
}

import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Whether moto, which stands in for AWS, is on PATH. */
export function hasMoto(): boolean {
  try {
    execFileSync('moto_server', ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts moto on a free port of 127.0.0.1. */
export async function startMoto(): Promise<{ endpoint: string; stop: () => void }> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 500; tries++) {
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { endpoint, stop: () => void child.kill() };
}

/** Makes a Kinesis stream at moto, which looks for the one that a filter names. */
export async function createStream(endpoint: string, name: string): Promise<void> {
  await post(endpoint, 'kinesis', 'Kinesis_20131202.CreateStream', { StreamName: name, ShardCount: 1 });
}

/** Asks moto for tags once: it loads every service for that, which takes longer than a client waits. */
export async function warmTags(endpoint: string): Promise<void> {
  await post(endpoint, 'tagging', 'ResourceGroupsTaggingAPI_20170126.GetResources', {});
}

async function post(endpoint: string, service: string, target: string, body: object): Promise<void> {
  await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      // moto finds the service and the region in it, and checks nothing else.
      authorization: `AWS4-HMAC-SHA256 Credential=x/20260101/eu-central-1/${service}/aws4_request`,
    },
    body: JSON.stringify(body),
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

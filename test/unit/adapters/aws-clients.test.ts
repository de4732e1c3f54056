import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createSqsQueue } from '../../../src/adapters/sqs-queue.ts';
import { readSourceFiles } from '../../support/source-files.ts';

afterEach(() => void vi.useRealTimers());

it('a queue that takes the connection and never answers is given up', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let failure: unknown;

  const sent = createSqsQueue(`${url}/0/notify`)
    .send('0123456789abcdef-1', 0)
    .catch((error: unknown) => (failure = error));
  // The clock of the time-outs runs ahead; the network keeps its own time.
  for (let round = 0; round < 400 && failure === undefined; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (round % 8 === 7) await vi.advanceTimersByTimeAsync(500);
  }

  expect(failure).toMatchObject({ code: 'queue-unavailable', retryable: true });
  await sent;
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

it('every client of AWS is made with time-outs: without them the SDK waits for ever', () => {
  const files = readSourceFiles(['src', 'functions']).filter(({ imports }) =>
    imports.some(({ target }) => target.startsWith('@aws-sdk/client-')),
  );
  const made = files.flatMap(({ path, lines }) =>
    [...lines.join('\n').matchAll(/new \w+Client\(([^;]*)\);/g)].map(([, given = '']) => ({ path, given })),
  );

  expect(made.length).toBeGreaterThan(5);
  expect(made.filter(({ given }) => !/timedHttp\(\w*\)|awsSettings\(/.test(given))).toEqual([]);
});

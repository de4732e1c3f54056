import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHost, type Host } from '../../../../local/aws/host.ts';
import { createSqsQueue } from '../../../../src/adapters/sqs-queue.ts';
import type { NotifyQueue } from '../../../../src/ports.ts';

interface Batch {
  Records: { messageId: string; body: string }[];
}

let host: Host;
let queue: NotifyQueue;
let notes: string[];
let batches: string[][];

/** A host that has `notify` alone; `act` gives the ids of the messages that failed. */
async function open(act: (batch: Batch) => Promise<string[]>): Promise<void> {
  [notes, batches] = [[], []];
  host = createHost({
    handlers: {
      notify: async (batch: Batch) => {
        batches.push(batch.Records.map(({ body }) => body));
        return { batchItemFailures: (await act(batch)).map((itemIdentifier) => ({ itemIdentifier })) };
      },
    },
    standIn: () => {
      throw new Error('not part of this test');
    },
    note: (message) => notes.push(message),
  });
  await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(host.server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', url);
  queue = createSqsQueue(`${url}/000000000000/notify`);
}

beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'halfopen');
});

afterEach(async () => {
  await host.stop();
  vi.unstubAllEnvs();
});

describe('the queue of one machine', () => {
  it('stops a function that sends to its own queue after 16 runs, as Lambda does, and drops the message', async () => {
    await open(async () => {
      await queue.send('again', 0);
      return [];
    });

    await queue.send('again', 0);

    await vi.waitFor(() => expect(notes).toHaveLength(1), 10_000);
    expect(notes[0]).toContain('recursive loop: notify ran 16 times in one chain');
    expect(batches).toHaveLength(16);
  });

  it('counts chains apart: many messages from outside are no loop', async () => {
    await open(async () => []);

    for (let i = 0; i < 40; i++) await queue.send(`incident-${i}`, 0);

    await vi.waitFor(() => expect(batches.flat()).toHaveLength(40), 10_000);
    expect(notes).toEqual([]);
  });

  it('delivers again what failed, without what came with it', async () => {
    let hasFailed = false;
    await open(async ({ Records }) => {
      const bad = Records.find(({ body }) => body.includes('bad'));
      if (!bad || hasFailed) return [];
      hasFailed = true;
      return [bad.messageId];
    });

    for (const id of ['good', 'bad', 'fine']) await queue.send(id, 0);

    await vi.waitFor(() => expect(batches.flat()).toHaveLength(4), 10_000);
    expect(batches.at(-1)).toEqual(['{"incident":"bad"}']);
  }, 15_000);
});

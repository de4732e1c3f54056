import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createLogEndpoint } from '../../../../local/aws/log-endpoint.ts';

const START_MS = 1_800_000_000_000;
const KIB = 1_024;

function delivery(logGroup: string, from: number, count: number) {
  const logEvents = Array.from({ length: count }, (_, i) => ({
    id: `${from + i}`,
    timestamp: START_MS + from + i,
    message: `event ${from + i} ${'x'.repeat(700)}`,
  }));
  const text = JSON.stringify({ messageType: 'DATA_MESSAGE', logGroup, logStream: 'n1', logEvents });
  return { awslogs: { data: gzipSync(text).toString('base64') } };
}

/** Numbers of the events that a search finds, over all pages. */
function found(endpoint: ReturnType<typeof createLogEndpoint>, logGroupName: string): number[] {
  const all: number[] = [];
  for (let nextToken: string | undefined = '0'; nextToken !== undefined; ) {
    const answer = endpoint.answer({
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': 'Logs_20140328.FilterLogEvents' },
      body: Buffer.from(JSON.stringify({ logGroupName, nextToken })),
    } as never);
    const page = JSON.parse(String(answer?.body)) as { events?: { message: string }[]; nextToken?: string };
    all.push(...(page.events ?? []).map(({ message }) => Number(message.split(' ')[1])));
    nextToken = page.nextToken;
  }
  return all;
}

describe('the log events kept for a search', () => {
  it('are the latest in a flood, of all log groups together, within a bound', () => {
    const endpoint = createLogEndpoint(1_000 * KIB);

    for (let from = 0; from < 20_000; from += 200)
      endpoint.note(delivery(`/mq-${(from / 200) % 2}`, from, 200));

    const kept = [...found(endpoint, '/mq-0'), ...found(endpoint, '/mq-1')].toSorted((a, b) => a - b);
    expect(kept.length).toBeGreaterThan(900);
    expect(kept.length).toBeLessThan(1_100);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 20_000 - kept.length + i));
  });

  it('are each there once, however often they are delivered', () => {
    const endpoint = createLogEndpoint();

    endpoint.note(delivery('/mq', 0, 3));
    endpoint.note(delivery('/mq', 1, 3));

    expect(found(endpoint, '/mq')).toEqual([0, 1, 2, 3]);
    expect(found(endpoint, '/other')).toEqual([]);
  });
});

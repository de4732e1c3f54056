import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptOtlpLogs } from '../../../../src/adapters/otlp/accept-otlp-logs.ts';
import { root } from '../../../support/run-halfopen.ts';

const NOW_MS = 1_800_000_060_000;
const secret = { value: async () => 'between us', isReplaced: async () => false };
/** What `@opentelemetry/exporter-logs-otlp-http` 0.223.1 posts. */
const recorded = readFileSync(join(root, 'test', 'fixtures', 'otlp', 'exporter.json'));

function accept(body: unknown, headers: Record<string, string> = {}) {
  const rawBody = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  const given = { authorization: 'Bearer between us', 'content-type': 'application/json', ...headers };
  return acceptOtlpLogs({ headers: given, rawBody }, secret, NOW_MS);
}

async function deliveriesOf(body: unknown, headers?: Record<string, string>) {
  const accepted = await accept(body, headers);
  if (!accepted.ok) throw new Error(accepted.answer.body);
  return accepted.deliveries;
}

function recordsAt(...records: object[]) {
  return { resourceLogs: [{ scopeLogs: [{ logRecords: records }] }] };
}

describe('log records by OTLP', () => {
  it('are lines of their service, of the pod that the resource names', async () => {
    const [delivery, ...others] = await deliveriesOf(recorded);

    expect(others).toEqual([]);
    expect(delivery).toMatchObject({
      logGroup: 'otlp/payments/orders',
      logStream: 'orders-7d9f',
      workload: { namespace: 'payments', pod: 'orders-7d9f', container: 'app', labels: { team: 'core' } },
    });
    expect(delivery?.events.map(({ timestamp }) => timestamp)).toEqual([
      1_800_000_000_000, 1_800_000_000_001, 1_800_000_000_001,
    ]);
  });

  it('keep level, logger and exception; a body that is all there is stays as it is', async () => {
    const [delivery] = await deliveriesOf(recorded);
    const [error, map, line] = delivery?.events.map(({ message }) => message) ?? [];

    expect(JSON.parse(error ?? '')).toEqual({
      level: 'ERROR',
      logger: 'orders.consumer',
      message: 'Connection to 10.0.0.9:5672 lost',
      exception: expect.stringContaining('MissedHeartbeatException: Heartbeat missing'),
    });
    expect(JSON.parse(JSON.parse(map ?? '').message)).toEqual({
      event: 'reconnecting',
      attempt: 3,
      hosts: ['10.0.0.9', '10.0.0.10'],
      backoff: 1.5,
      ok: true,
    });
    expect(line).toMatch(/^2027-01-15 08:00:00\.000000\+00:00 \[error\] <0\.1\.0> closing AMQP connection/);
  });

  it('that are sent again, packed, have the same ids, in the order in which they were', async () => {
    const [first] = await deliveriesOf(recorded);
    const [again] = await deliveriesOf(gzipSync(recorded), { 'content-encoding': 'gzip' });
    const ids = first?.events.map(({ id }) => id) ?? [];

    expect(again).toEqual(first);
    expect(new Set(ids).size).toBe(3);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('have the time at which they were seen, or now, where they tell none', async () => {
    const seen = {
      timeUnixNano: '0',
      observedTimeUnixNano: '1800000000000000000',
      body: { stringValue: 'a' },
    };
    const [delivery] = await deliveriesOf(
      recordsAt(seen, { body: { stringValue: 'b' } }, { timeUnixNano: 'soon', body: { stringValue: 'c' } }),
    );

    expect(delivery?.events.map(({ timestamp }) => timestamp)).toEqual([1_800_000_000_000, NOW_MS, NOW_MS]);
    expect(delivery?.logGroup).toBe('otlp/unknown');
  });

  it('read the severity number where there is no text', async () => {
    const [delivery] = await deliveriesOf(
      recordsAt(
        ...[1, 12, 13, 17, 24].map((severityNumber) => ({ severityNumber, body: { stringValue: 'a' } })),
      ),
    );

    expect(delivery?.events.map(({ message }) => JSON.parse(message).level)).toEqual([
      'TRACE',
      'INFO',
      'WARN',
      'ERROR',
      'FATAL',
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    ['without the secret', recorded, { authorization: 'Bearer guess' }, 401],
    ['in protobuf', recorded, { 'content-type': 'application/x-protobuf' }, 415],
    ['that is no JSON', Buffer.from('no'), {}, 400],
    ['that is no request of logs', { resourceLogs: [{ scopeLogs: 7 }] }, {}, 400],
    [
      'that unpacks to more than 32 MiB',
      gzipSync(Buffer.alloc(33 << 20)),
      { 'content-encoding': 'gzip' },
      413,
    ],
  ])('is a request %s', async (_, body, headers, status) => {
    const accepted = await accept(body, headers);

    expect(accepted.ok).toBe(false);
    expect(!accepted.ok && accepted.answer.status).toBe(status);
    expect(!accepted.ok && JSON.parse(accepted.answer.body).hint).toBeTruthy();
  });

  it('is nothing for how deep its values lie: what is too deep is left out', async () => {
    let value: object = { stringValue: 'deep' };
    for (let i = 0; i < 60; i++) value = { arrayValue: { values: [value] } };

    const [delivery] = await deliveriesOf(recordsAt({ body: value }));

    expect(delivery?.events[0]?.message).not.toContain('deep');
  });
});

import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHost, type Host } from '../../../../local/aws/host.ts';

const INVOKE = '/2015-03-31/functions';

let host: Host;

async function open(handlers: Parameters<typeof createHost>[0]['handlers'] = {}): Promise<string> {
  host = createHost({
    handlers,
    standIn: () => {
      throw new Error('not part of this test');
    },
    note: () => undefined,
  });
  await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(host.server.address() as AddressInfo).port}`;
}

afterEach(() => host.server.close());

describe('GET /healthz', () => {
  it('answers 503 until the functions are loaded, and 200 from then on', async () => {
    const url = await open();

    const early = await fetch(`${url}/healthz`);
    host.ready();
    const later = await fetch(`${url}/healthz`);

    expect(early.status).toBe(503);
    expect(later.status).toBe(200);
    expect(await later.json()).toEqual({ status: 'ok' });
  });

  it('answers 503 while the host waits for what still runs, and takes no new events', async () => {
    let finish = () => {};
    const url = await open({ sweep: () => new Promise<void>((resolve) => (finish = resolve)) });
    host.ready();
    const running = host.runner.invoke('sweep', {});

    const stopped = host.stop();
    const health = await fetch(`${url}/healthz`);
    const event = await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' });
    const invoked = await fetch(`${url}${INVOKE}/sweep/invocations`, { method: 'POST', body: '{}' });
    finish();
    await Promise.all([running, stopped]);

    expect([health.status, event.status, invoked.status]).toEqual([503, 503, 503]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });
});

describe('a request that AWS would not hand to a function', () => {
  it.each([
    ['text of 6.5 MB', 'text/plain', 6_500_000, 413],
    ['text of 6 MB', 'text/plain', 6_000_000, 202],
    ['packed bytes of 5 MB, which are a third more in base64', 'application/gzip', 5_000_000, 413],
    ['packed bytes of 4.5 MB', 'application/gzip', 4_500_000, 202],
  ])('is refused here too: %s', async (_, type, bytes, status) => {
    const taken = { statusCode: 202, headers: {}, body: '' };
    const url = await open({ 'ingest-snapshot': () => Promise.resolve(taken) });
    host.ready();
    const packed = type === 'application/gzip' ? { 'content-encoding': 'gzip' } : {};

    const answer = await fetch(`${url}/v1/snapshots`, {
      method: 'POST',
      headers: { 'content-type': type, ...packed },
      body: Buffer.alloc(bytes, type === 'text/plain' ? 97 : 0xff),
    });

    expect(answer.status).toBe(status);
  });
});

describe('a host that is stopping', () => {
  it('still does the slow work that a running function hands on, and tries no failed event again', async () => {
    const ran: string[] = [];
    const url = await open({
      slack: async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await fetch(`${url}${INVOKE}/answer/invocations`, {
          method: 'POST',
          headers: { 'x-amz-invocation-type': 'Event' },
          body: '{}',
        });
      },
      answer: () => Promise.resolve(ran.push('answer')),
      sweep: () => Promise.reject(new Error(`failed ${ran.push('sweep')}`)),
    });

    host.runner.invokeLater('sweep', {});
    void host.runner.invoke('slack', {});
    await host.stop();
    await new Promise((resolve) => setTimeout(resolve, 1_200));

    expect(ran).toEqual(['sweep', 'answer']);
  });
});

import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptSnapshot } from '../../../src/adapters/accept-snapshot.ts';

const NOW_MS = 1_800_000_000_000;
const TEXT =
  'State Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0 0 10.0.0.5:41000 10.0.0.9:5672\n';

function request(
  body: Uint8Array,
  { host = 'worker-1', timestamp = NOW_MS / 1000, secret = 's', over = body } = {},
) {
  const signature = createHmac('sha256', secret)
    .update(`v1:${timestamp}:${host}:`)
    .update(over)
    .digest('hex');
  const headers: Record<string, string> = {
    'x-halfopen-host': host,
    'x-halfopen-timestamp': String(timestamp),
    'x-halfopen-signature': `v1=${signature}`,
  };
  return { headers, rawBody: body };
}

describe('a posted snapshot', () => {
  it('is taken plain, and gzipped with the signature over either form', () => {
    const plain = Buffer.from(TEXT);
    const packed = gzipSync(plain);

    const taken = [request(plain), request(packed), request(packed, { over: plain })].map((one) =>
      acceptSnapshot(one, 's', NOW_MS),
    );

    for (const one of taken) expect(one).toEqual({ ok: true, host: 'worker-1', atMs: NOW_MS, text: TEXT });
  });

  it.each([
    ['signed with another secret', request(Buffer.from(TEXT), { secret: 'other' }), 401],
    ['old', request(Buffer.from(TEXT), { timestamp: NOW_MS / 1000 - 301 }), 401],
    ['from the future', request(Buffer.from(TEXT), { timestamp: NOW_MS / 1000 + 301 }), 401],
    ['of a host with a strange name', request(Buffer.from(TEXT), { host: '<!channel>' }), 400],
    ['empty', request(Buffer.of()), 400],
    ['a bomb', request(gzipSync(Buffer.alloc(64 << 20))), 413],
    ['cut gzip', request(gzipSync(Buffer.from(TEXT)).subarray(0, 30)), 400],
  ])('is refused when it is %s', (_, given, status) => {
    const answer = acceptSnapshot(given, 's', NOW_MS);

    expect(answer).toMatchObject({
      ok: false,
      answer: { status, headers: { 'content-type': 'application/problem+json' } },
    });
  });
});

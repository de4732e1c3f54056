import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedDynamodb } from '../../../../local/aws/embedded-dynamodb.ts';
import { createHost, type Host } from '../../../../local/aws/host.ts';
import { createSlackStandIn } from '../../../../local/slack/stand-in.ts';

const INVOKE = '/2015-03-31/functions/sweep/invocations';

let host: Host;
let port: number;
let invoked: string[];

beforeEach(async () => {
  invoked = [];
  const handler = (name: string) => () => {
    invoked.push(name);
    return Promise.resolve({ statusCode: 200, headers: {}, body: '' });
  };
  host = createHost({
    handlers: { sweep: handler('sweep'), slack: handler('slack'), 'ingest-snapshot': handler('snapshot') },
    standIn: () => standIn,
    note: () => undefined,
  });
  const standIn = createSlackStandIn({
    nowMs: () => 1_800_000_000_000,
    signingSecret: 'secret',
    deliver: () => Promise.reject(new Error('not part of this test')),
  });
  await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
  ({ port } = host.server.address() as AddressInfo);
});

afterEach(() => host.server.close());

/** Asks as a browser would; fetch lets nobody set Host. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number | undefined; type: string | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode,
          type: answer.headers['content-type'],
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{}' : undefined);
  });
}

const ELSEWHERE: readonly [string, Record<string, string>][] = [
  ['a page elsewhere', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a page elsewhere, of a browser that sends no Sec-Fetch-Site', { origin: 'https://evil.example' }],
  ['a form or picture elsewhere, without Origin', { 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a page at another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ['a name that a page points at this machine', { host: 'evil.example' }],
  ['the same with a port', { host: 'evil.example:3000' }],
  ['a name that only begins like this machine', { host: 'localhost.evil.example' }],
];

const ROUTES: readonly [string, string][] = [
  ['POST', INVOKE],
  ['POST', '/v1/snapshots'],
  ['POST', '/'],
  ['POST', '/api/chat.postMessage'],
  ...['post', 'act', 'submit', 'close', 'shortcut', 'home', 'dismiss', 'faults', 'upload?as=UBOB&name=x'].map(
    (name): [string, string] => ['POST', `/stand-in/${name}`],
  ),
  ['POST', '/stand-in/response/abc'],
  ['POST', '/stand-in/upload-url/abc'],
  ['GET', '/messages.json'],
  ['GET', '/stand-in/state'],
  ['GET', '/healthz'],
  ['OPTIONS', INVOKE],
];

describe('what a web page elsewhere makes a browser on this machine send', () => {
  it.each(ELSEWHERE)('is refused on every route when it comes from %s', async (_, headers) => {
    for (const [method, path] of ROUTES) {
      const answer = await ask(method, path, { 'content-type': 'text/plain', ...headers });

      expect([path, answer.status, answer.type]).toEqual([path, 403, 'application/problem+json']);
      expect(JSON.parse(answer.body)).toMatchObject({
        status: 403,
        type: expect.stringMatching(/^urn:halfopen:problem:(cross-site|host)-refused$/),
        hint: expect.any(String),
      });
    }
    expect(invoked).toEqual([]);
  });

  it("is taken where Slack calls through a tunnel: the signature says that it is Slack's", async () => {
    await ask('POST', '/slack/events', { host: 'abc.tunnel.example', origin: 'https://abc.tunnel.example' });

    expect(invoked).toEqual(['slack']);
  });
});

it.each(ELSEWHERE)('is refused by the embedded store, too, when it comes from %s', async (_, headers) => {
  const store = await startEmbeddedDynamodb();
  port = Number(new URL(store.endpoint).port);

  const preflight = await ask('OPTIONS', '/', { origin: 'https://evil.example', ...headers });
  const listed = await ask('POST', '/', {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    authorization:
      'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    'x-amz-date': '20260101T000000Z',
    ...headers,
  });
  await store.close();

  expect([preflight.status, listed.status]).toEqual([403, 403]);
});

describe('what is not a web page elsewhere', () => {
  it.each([
    ['a program', {}],
    ["Node's fetch", { 'sec-fetch-mode': 'cors' }],
    ['a browser whose address was typed', { 'sec-fetch-site': 'none' }],
  ])('is answered: %s', async (_, headers: Record<string, string>) => {
    const { status } = await ask('POST', INVOKE, headers);

    expect([status, invoked]).toEqual([200, ['sweep']]);
  });

  it.each(['127.0.0.1', 'localhost'])("is answered: the host's own page at %s", async (name) => {
    const own = {
      host: `${name}:${port}`,
      origin: `http://${name}:${port}`,
      'sec-fetch-site': 'same-origin',
    };

    const state = await ask('GET', '/stand-in/state', own);
    const posted = await ask('POST', '/stand-in/home', own);

    expect([state.status, posted.status]).toEqual([200, 400]);
    expect(posted.body).toContain('invalid_request');
  });

  it('is answered: a link from elsewhere to the page, which can only be looked at', async () => {
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };

    const { status, type } = await ask('GET', '/', link);
    const others = await ask('GET', '/messages.json', link);

    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(others.status).toBe(403);
  });
});

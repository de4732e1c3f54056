import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifySlackRequest } from '../../../src/adapters/slack/verify-request.ts';

export const TOKEN = 'xoxb-1234567890-a-real-looking-token';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

type Given = Record<string, string>;
type Answer = Record<string, unknown>;

/** Slack's Web API as far as doctor calls it, and Halfopen's own endpoint, on one port. */
export interface FakeSlack {
  url: string;
  /** Calls in their order, as `method channel`. */
  calls: string[];
  /** What is granted. */
  scopes: string[];
  /** Answers in place of the good ones, by method. */
  answers: Record<string, (given: Given) => Answer | undefined>;
  /** The secret that the endpoint checks with. */
  signingSecret: string;
  /** Whether the endpoint takes what nobody signed. */
  isOpen: boolean;
  close(): void;
}

const GOOD: FakeSlack['answers'] = {
  'auth.test': () => ({ ok: true, user: 'halfopen', team: 'Acme', user_id: 'U0BOT' }),
  'conversations.history': ({ channel }) =>
    channel?.startsWith('C') ? { ok: true, messages: [] } : { ok: false, error: 'channel_not_found' },
  'chat.postMessage': ({ channel }) => ({
    ok: true,
    channel: channel?.startsWith('C') ? channel : 'C0NAMED01',
    ts: '1.2',
  }),
  'chat.delete': () => ({ ok: true }),
  'usergroups.users.list': () => ({ ok: true, users: ['U0ANNA01', 'U0BEN002'] }),
};

export async function startFakeSlack(scopes: readonly string[]): Promise<FakeSlack> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? '';
      const { status, answer } = path.startsWith('/api/')
        ? api(fake, path, body)
        : events(fake, request, body);
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-oauth-scopes': fake.scopes.join(',') })
        .end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const fake: FakeSlack = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    scopes: [...scopes],
    answers: {},
    signingSecret: SIGNING_SECRET,
    isOpen: false,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return fake;
}

function api(fake: FakeSlack, path: string, body: Buffer): { status: number; answer: Answer } {
  const method = path.replace('/api/', '');
  const given = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  fake.calls.push(`${method} ${given['channel'] ?? ''}`.trim());
  const answer = fake.answers[method]?.(given) ?? GOOD[method]?.(given);
  return { status: 200, answer: answer ?? { ok: false, error: 'unknown_method' } };
}

function events(fake: FakeSlack, request: IncomingMessage, body: Buffer): { status: number; answer: Answer } {
  if (request.url === '/healthz') return { status: 200, answer: { status: 'ok' } };
  const headers = request.headers as Record<string, string>;
  const isSigned = verifySlackRequest(headers, body, fake.signingSecret, Date.now()).ok;
  if (request.url !== '/slack/events' || !(isSigned || fake.isOpen)) return { status: 401, answer: {} };
  return { status: 200, answer: { challenge: JSON.parse(body.toString('utf8')).challenge } };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

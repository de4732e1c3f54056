import { createHmac, randomBytes } from 'node:crypto';
import type { LocalAnswer, LocalRequest } from '../local-request.ts';
import { renderChannels, renderPage } from './page.ts';
import { openState, type StoodMessage } from './state.ts';
import { callMethod } from './web-api.ts';

/** What a call is answered with instead: a status, no answer at all, or none although it was done. */
interface Fault {
  method: string;
  times: number;
  kind: 'rate-limited' | 'server-error' | 'no-answer' | 'answer-lost';
}

/** A stand-in for Slack: its Web API under `/api/`, a page of what was posted at `/`, and clicks on buttons. */
export interface SlackStandIn {
  handle(request: LocalRequest): Promise<LocalAnswer | undefined>;
  messages(): readonly StoodMessage[];
  fail(fault: Fault): void;
}

/** Starts it on a folder (in memory without one). `deliver` takes a signed request to `/slack/events`. */
export function createSlackStandIn(parts: {
  dataDir?: string;
  nowMs: () => number;
  signingSecret: string;
  deliver: (headers: Record<string, string>, body: string) => Promise<void>;
}): SlackStandIn {
  const state = openState(parts.dataDir, parts.nowMs);
  const faults: Fault[] = [];
  const handle = async (request: LocalRequest): Promise<LocalAnswer | undefined> => {
    const { method, path, query } = request;
    if (method === 'GET' && path === '/') return page(query, state.messages());
    if (method === 'GET' && path === '/messages.json') return json(200, state.messages());
    if (method === 'POST' && path === '/click') return click(request, parts);
    if (!path.startsWith('/api/')) return undefined;
    const name = path.slice('/api/'.length);
    const fault = faults.find((one) => one.method === name && one.times > 0);
    if (fault) fault.times--;
    if (fault?.kind === 'rate-limited')
      return { ...json(429, { ok: false, error: 'ratelimited' }), headers: { 'retry-after': '2' } };
    if (fault?.kind === 'server-error') return { status: 500, body: 'oops', type: 'text/plain' };
    if (fault?.kind === 'no-answer') return { status: 0, body: '', type: '' };
    const answer = callMethod(state, name, tokenOf(request), argumentsOf(request));
    return fault?.kind === 'answer-lost' ? { status: 0, body: '', type: '' } : json(200, answer);
  };
  return { handle, messages: () => state.messages(), fail: (fault) => void faults.push({ ...fault }) };
}

function page(query: URLSearchParams, messages: readonly StoodMessage[]): LocalAnswer {
  if (query.get('part') === 'main')
    return { status: 200, type: 'text/html; charset=utf-8', body: renderChannels(messages) };
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: renderPage(messages, nonce),
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  };
}

/** A click on a button becomes what Slack would send for it, signed. */
async function click(
  { body, headers }: LocalRequest,
  { signingSecret, deliver, nowMs }: Parameters<typeof createSlackStandIn>[0],
): Promise<LocalAnswer> {
  const origin = headers['origin'];
  if (origin !== undefined && origin !== `http://${headers['host']}`)
    return json(403, { ok: false, error: 'cross_origin' });
  const form = new URLSearchParams(body.toString('utf8'));
  const [channel, ts] = [form.get('channel') ?? '', form.get('ts') ?? ''];
  const payload = {
    type: 'block_actions',
    user: { id: 'UONCALL', username: 'on-call', team_id: 'TLOCAL' },
    team: { id: 'TLOCAL' },
    api_app_id: 'ALOCAL',
    channel: { id: channel },
    container: { type: 'message', message_ts: ts, channel_id: channel },
    actions: [
      {
        type: 'button',
        action_id: form.get('action') ?? '',
        block_id: 'incident',
        value: form.get('value') ?? '',
        action_ts: String(nowMs() / 1000),
      },
    ],
  };
  const signed = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const timestamp = String(Math.floor(nowMs() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${signed}`).digest('hex');
  await deliver(
    {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    signed,
  );
  return { status: 303, type: 'text/plain', body: '', headers: { location: '/' } };
}

function tokenOf({ headers, body }: LocalRequest): string {
  const bearer = /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  return bearer ?? new URLSearchParams(body.toString('utf8')).get('token') ?? '';
}

function argumentsOf({ headers, body, query }: LocalRequest): Record<string, unknown> {
  const text = body.toString('utf8');
  if (!(headers['content-type'] ?? '').includes('json'))
    return { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(text)) };
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function json(status: number, value: unknown): LocalAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

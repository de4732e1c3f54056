import type { LocalAnswer, LocalRequest } from '../../../../local/aws/local-request.ts';
import type { AppAnswer, Wait } from '../../../../local/slack/delivery.ts';
import type { PageState } from '../../../../local/slack/page-state.ts';
import { createSlackStandIn } from '../../../../local/slack/stand-in.ts';

export const ORIGIN = 'http://127.0.0.1:3000';

/** A request that the app was sent. */
export interface Sent {
  headers: Record<string, string>;
  /** The form, the payload in it, or the JSON. */
  body: Record<string, unknown>;
}

/** A stand-in in memory with a clock of its own and an app that answers as it is told. */
export function openStandIn(
  options: {
    dataDir?: string;
    app?: (sent: Sent) => unknown;
    wait?: Wait;
    channels?: readonly string[];
  } = {},
) {
  const clock = { ms: 1_800_000_000_000 };
  const sent: Sent[] = [];
  const { app, ...rest } = options;
  const standIn = createSlackStandIn({
    ...rest,
    nowMs: () => clock.ms,
    signingSecret: 'secret',
    async deliver(headers, body): Promise<AppAnswer> {
      const one = { headers, body: decode(headers['content-type'] ?? '', body) };
      sent.push(one);
      const said = await app?.(one);
      if (typeof said === 'number') return { status: said, body: '', contentType: '' };
      const isText = typeof said === 'string';
      const text = said === undefined ? '' : isText ? said : JSON.stringify(said);
      return { status: 200, body: text, contentType: isText ? 'text/plain' : 'application/json' };
    },
  });
  const ask = async (request: Partial<LocalRequest> & { path: string }): Promise<LocalAnswer> => {
    const [path = '', query = ''] = request.path.split('?');
    const answer = await standIn.handle({
      method: 'POST',
      body: Buffer.alloc(0),
      ...request,
      path,
      query: new URLSearchParams(query),
      headers: { host: '127.0.0.1:3000', ...request.headers },
    });
    return answer ?? { status: 404, type: '', body: '' };
  };
  const post = async (
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Record<string, unknown>> => {
    const answer = await ask({ path, body: Buffer.from(JSON.stringify(body)), headers });
    return { status: answer.status, ...read(String(answer.body)) };
  };
  return {
    standIn,
    clock,
    sent,
    ask,
    /** Calls the Web API as the app does. */
    api: (method: string, given: object = {}, token = 'xoxb-test') =>
      post(`/api/${method}`, given, { 'content-type': 'application/json', authorization: `Bearer ${token}` }),
    /** Does what the page does. */
    page: (path: string, given: object) =>
      post(`/stand-in/${path}`, { as: 'UONCALL', ...given }, { origin: ORIGIN }),
    /** What a person sees. */
    async see(as = 'UONCALL'): Promise<PageState> {
      const answer = await ask({ method: 'GET', path: `/stand-in/state?as=${as}` });
      return JSON.parse(String(answer.body)) as PageState;
    },
  };
}

/** A text object. */
export function plain(text: string): object {
  return { type: 'plain_text', text };
}

/** A modal with one input that must be filled. */
export function modal(more: object = {}): object {
  return {
    type: 'modal',
    callback_id: 'triage',
    title: plain('Triage'),
    submit: plain('Go'),
    blocks: [
      {
        type: 'input',
        block_id: 'why',
        label: plain('Why'),
        element: { type: 'plain_text_input', action_id: 'text', min_length: 3, max_length: 20 },
      },
    ],
    ...more,
  };
}

/** A row with one button. */
export function row(actionId = 'acknowledge'): object {
  return {
    type: 'actions',
    block_id: 'row',
    elements: [{ type: 'button', action_id: actionId, text: plain('Do it'), value: 'I-1' }],
  };
}

/** The same so many times. */
export function times<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one);
}

function decode(contentType: string, body: string): Sent['body'] {
  if (contentType.includes('json')) return JSON.parse(body) as Sent['body'];
  const form = Object.fromEntries(new URLSearchParams(body));
  return (form['payload'] === undefined ? form : JSON.parse(form['payload'])) as Sent['body'];
}

function read(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return { body };
  }
}

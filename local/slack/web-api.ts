import type { LocalAnswer, LocalRequest } from '../aws/local-request.ts';
import { originOf } from '../aws/request-origin.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import { fileMethods } from './file-methods.ts';
import { jsonAnswer } from './json-answer.ts';
import type { ApiMethod, Arguments, StandInParts } from './stand-in-parts.ts';
import { peopleMethods, viewMethods } from './workspace-methods.ts';

const METHODS: ReadonlyMap<string, ApiMethod> = new Map(
  Object.entries({
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...peopleMethods,
    ...viewMethods,
  }),
);

/** What the bot may do, as `auth.test` tells it in a header: the scopes of slack-manifest.yml, so that nothing works here that would not at Slack. */
const SCOPES = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'channels:history',
  'groups:history',
  'im:history',
  'users:read',
  'files:read',
  'files:write',
  'usergroups:read',
];
/** Methods that need a scope which the bot has not got. */
const NEEDED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'conversations.info': 'channels:read',
    'conversations.open': 'im:write',
    'users.list': 'users:read',
  }),
);

/** Answers one call of Slack's Web API, refusing what Slack would refuse. */
export function callMethod(parts: StandInParts, name: string, request: LocalRequest): LocalAnswer {
  const method = METHODS.get(name);
  const needed = NEEDED.get(name);
  if (!method && !needed) return jsonAnswer(200, { ok: false, error: 'unknown_method' });
  const token = tokenOf(request);
  if (!token.startsWith('xoxb-'))
    return jsonAnswer(200, { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' });
  if (!method)
    return jsonAnswer(200, { ok: false, error: 'missing_scope', needed, provided: SCOPES.join(',') });
  return jsonAnswer(200, method(parts, argumentsOf(request), originOf(request)), {
    'x-oauth-scopes': SCOPES.join(','),
  });
}

/** The token that a request shows, in its header or its form. */
export function tokenOf({ headers, body }: LocalRequest): string {
  const bearer = /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  return bearer ?? new URLSearchParams(body.toString('utf8')).get('token') ?? '';
}

function argumentsOf({ headers, body, query }: LocalRequest): Arguments {
  const text = body.toString('utf8');
  if (!(headers['content-type'] ?? '').includes('json'))
    return { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(text)) };
  try {
    return JSON.parse(text) as Arguments;
  } catch {
    return {};
  }
}

import { ErrorCode, type WebClient } from '@slack/web-api';
import { createWebClient } from '../slack/web-client.ts';
import { type Finding, fail, ok, type RoundTrip, type SlackAnswer, type Workspace } from './check.ts';

const CHECK = 'Slack';

/**
 * Asks Slack who the token belongs to (auth.test, which needs no scope). Without an answer there is no workspace: then nothing
 * else at Slack can be checked, and the finding says so.
 */
export async function openWorkspace(
  { token, apiUrl }: { token: string; apiUrl: string | undefined },
  mayPost: boolean,
): Promise<{ workspace?: Workspace; finding: Finding }> {
  const client = createWebClient({ token, apiUrl });
  const asked = await askSlack(client, 'auth.test');
  if (!asked.ok) {
    const found = `${asked.found}; scopes, channels, groups and posting were not checked`;
    return { finding: fail(CHECK, found, slackHint(asked.said)) };
  }
  const { user, team, response_metadata: meta } = asked.answer;
  const scopes = (meta as { scopes?: readonly string[] } | undefined)?.scopes;
  const roundTrip = mayPost ? { roundTrip: createRoundTrip(client) } : {};
  const where = apiUrl ? ` (at ${new URL(apiUrl).origin} in Slack's place)` : '';
  return {
    workspace: { client, scopes, ...roundTrip },
    finding: ok(CHECK, `the token is @${String(user)}'s in ${String(team)}${where}`),
  };
}

const TEXT = 'halfopen doctor: can I post here? This message is deleted at once.';

/** Posts a message to a channel and deletes it, once for each channel however often it is asked for. */
function createRoundTrip(client: WebClient): (channel: string) => Promise<RoundTrip> {
  const made = new Map<string, Promise<RoundTrip>>();
  return (channel) => {
    const known = made.get(channel) ?? postAndDelete(client, channel);
    made.set(channel, known);
    return known;
  };
}

async function postAndDelete(client: WebClient, channel: string): Promise<RoundTrip> {
  const posted = await askSlack(client, 'chat.postMessage', { channel, text: TEXT });
  if (!posted.ok) return { posted: false, said: posted.said, found: posted.found };
  const { channel: id, ts } = posted.answer;
  // Only the id is taken from here on: chat.delete refuses names.
  const channelId = typeof id === 'string' ? id : channel;
  return {
    posted: true,
    channelId,
    deleted: await askSlack(client, 'chat.delete', { channel: channelId, ts }),
  };
}

/** Makes one call and never throws: an error is what a check wants to tell. Nothing is tried again. */
export async function askSlack(
  client: WebClient,
  method: string,
  given: Record<string, unknown> = {},
): Promise<SlackAnswer> {
  try {
    return { ok: true, answer: { ...(await client.apiCall(method, given)) } };
  } catch (error) {
    return refusal(method, error as Error & Refused);
  }
}

interface Refused {
  code?: string;
  data?: { error?: string; needed?: string };
  retryAfter?: number;
}

function refusal(method: string, { code, data, message, retryAfter }: Error & Refused): SlackAnswer {
  if (code === ErrorCode.RateLimitedError || data?.error === 'ratelimited')
    return { ok: false, said: 'ratelimited', found: `Slack asks to wait ${retryAfter ?? 1} s (${method})` };
  if (code !== ErrorCode.PlatformError)
    return { ok: false, said: 'no_answer', found: `no answer from Slack to ${method}: ${message}` };
  const said = data?.error ?? 'unknown_error';
  const needed = said === 'missing_scope' && data?.needed ? `, needed: ${data.needed}` : '';
  return { ok: false, said, found: `Slack answered ${said} to ${method}${needed}` };
}

const REINSTALL =
  'Add it at api.slack.com/apps → the app → OAuth & Permissions (slack-manifest.yml has all), and install the app to the workspace again.';

const TOKEN =
  'Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → the app → OAuth & Permissions into SLACK_BOT_TOKEN, or its SSM parameter.';

/** What to do about an error of Slack's, by its name. */
const HINTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    not_in_channel: 'In that channel type: /invite @halfopen',
    channel_not_found:
      'Is it spelt as in Slack? A private channel is found only once the app is in it: type there /invite @halfopen',
    is_archived: 'Unarchive it, or route to another channel in halfopen.yml.',
    restricted_action:
      'The workspace restricts who posts there: let the app post, or route to another channel.',
    missing_scope: REINSTALL,
    invalid_auth: TOKEN,
    not_authed: TOKEN,
    account_inactive:
      'The app was removed from the workspace: install it again, and take over the new token.',
    token_revoked: 'The token was revoked: install the app again, and take over the new token.',
    token_expired:
      'Token rotation is on in the app: switch it off, as in slack-manifest.yml, and install it again.',
    ratelimited: 'Wait a minute, then run halfopen doctor again.',
    no_answer: 'Can this machine reach Slack? Try: curl -sS https://slack.com/api/api.test',
  }),
);

/** What a person can do about it. */
export function slackHint(said: string): string {
  return HINTS.get(said) ?? `Look up ${said} in the documentation of the method at docs.slack.dev.`;
}

import { createWebClient } from '../slack/web-client.ts';
import { askSlack } from './ask-slack.ts';
import { type Finding, fail, ok, type Workspace } from './check.ts';
import { createRoundTrip } from './post-round-trip.ts';
import { slackHint } from './slack-hint.ts';

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

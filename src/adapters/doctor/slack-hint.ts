const REINSTALL =
  'Add it at api.slack.com/apps → the app → OAuth & Permissions (slack-manifest.yml has all), and install the app to the workspace again.';
const TOKEN =
  'Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → the app → OAuth & Permissions into SLACK_BOT_TOKEN, or its SSM parameter.';

/** What to do about an error of Slack's, by its name. */
const HINTS: Readonly<Record<string, string>> = {
  not_in_channel: 'In that channel type: /invite @halfopen',
  channel_not_found:
    'Is it spelt as in Slack? A private channel is found only once the app is in it: type there /invite @halfopen',
  is_archived: 'Unarchive it, or route to another channel in halfopen.yml.',
  restricted_action:
    'The workspace restricts who posts there: let the app post, or route to another channel.',
  missing_scope: REINSTALL,
  invalid_auth: TOKEN,
  not_authed: TOKEN,
  account_inactive: 'The app was removed from the workspace: install it again, and take over the new token.',
  token_revoked: 'The token was revoked: install the app again, and take over the new token.',
  token_expired:
    'Token rotation is on in the app: switch it off, as in slack-manifest.yml, and install it again.',
  ratelimited: 'Wait a minute, then run halfopen doctor again.',
  no_answer: 'Can this machine reach Slack? Try: curl -sS https://slack.com/api/api.test',
};

/** What a person can do about it. */
export function slackHint(said: string): string {
  return HINTS[said] ?? `Look up ${said} in the documentation of the method at docs.slack.dev.`;
}

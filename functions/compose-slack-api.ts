import { openSecret } from '../src/adapters/secret.ts';
import { openSlackApi, type SlackApi } from '../src/adapters/slack/web-client.ts';

/** Slack's Web API under the bot token of the environment. The token is read at once, so that a missing one is found before any work. */
export async function composeSlackApi(): Promise<SlackApi> {
  const token = openSecret(process.env, 'SLACK_BOT_TOKEN');
  await token.value();
  return openSlackApi(token, process.env['SLACK_API_URL']);
}

import { once } from '../src/adapters/once.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createWebCharts } from '../src/adapters/slack/web-charts.ts';
import { createWebChat } from '../src/adapters/slack/web-chat.ts';
import { createWebClient } from '../src/adapters/slack/web-client.ts';
import type { NotifyContext } from '../src/notify/notify-context.ts';
import { composeStore } from './compose.ts';

/** Store and Slack, for the functions that write there. */
export function composeNotify(): () => Promise<NotifyContext> {
  return once(async () => {
    const token = await readSecret(process.env, 'SLACK_BOT_TOKEN');
    const client = createWebClient({ token, apiUrl: process.env['SLACK_API_URL'] });
    return { ...composeStore(), chat: createWebChat(client), charts: createWebCharts(client) };
  });
}

import { once } from '../src/adapters/once.ts';
import { createWebOutlets } from '../src/adapters/outlets/web-outlets.ts';
import { createWebCharts } from '../src/adapters/slack/web-charts.ts';
import { createWebChat } from '../src/adapters/slack/web-chat.ts';
import type { NotifyContext } from '../src/notify/notify-context.ts';
import { composeStore } from './compose.ts';
import { composeSlackApi } from './compose-slack-api.ts';

/** Store and Slack, for the functions that write there. */
export function composeNotify(): () => Promise<NotifyContext> {
  return once(async () => {
    const slack = await composeSlackApi();
    return {
      ...composeStore(),
      chat: createWebChat(slack),
      charts: createWebCharts(slack),
      outlets: createWebOutlets(process.env),
    };
  });
}

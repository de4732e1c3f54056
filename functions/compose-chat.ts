import { once } from '../src/adapters/once.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createWebChat } from '../src/adapters/slack/web-chat.ts';
import type { Flow } from '../src/flow/flow.ts';
import { composeStore } from './compose.ts';

/** Store and Slack, for the functions that write there. */
export function composeFlow(): () => Promise<Flow> {
  return once(async () => {
    const token = await readSecret(process.env, 'SLACK_BOT_TOKEN');
    return { ...composeStore(), chat: createWebChat({ token, apiUrl: process.env['SLACK_API_URL'] }) };
  });
}

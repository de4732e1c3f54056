import { createLambdaWorker } from '../src/adapters/lambda/lambda-worker.ts';
import { once } from '../src/adapters/once.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createRunbookLibrary } from '../src/adapters/runbook-library.ts';
import { createBoltApp } from '../src/adapters/slack/bolt-app.ts';
import { createHttpReplies } from '../src/adapters/slack/http-replies.ts';
import { createWebChat } from '../src/adapters/slack/web-chat.ts';
import { createWebClient } from '../src/adapters/slack/web-client.ts';
import { createWebGroups } from '../src/adapters/slack/web-groups.ts';
import { createWebViews } from '../src/adapters/slack/web-views.ts';
import type { StoreFlow } from '../src/flow.ts';
import { composeStore } from './compose.ts';

/** What answers Slack's requests. */
export interface SlackDoor {
  signingSecret: string;
  table: StoreFlow['table'];
  handle: ReturnType<typeof createBoltApp>;
}

/** Store, Slack and Bolt, for the function that Slack talks to. */
export function composeSlack(): () => Promise<SlackDoor> {
  return once(async () => {
    const [token, signingSecret] = await Promise.all([
      readSecret(process.env, 'SLACK_BOT_TOKEN'),
      readSecret(process.env, 'SLACK_SIGNING_SECRET'),
    ]);
    const slack = { token, apiUrl: process.env['SLACK_API_URL'] };
    const client = createWebClient(slack);
    const flow = composeStore();
    const handle = createBoltApp(slack, {
      ...flow,
      worker: createLambdaWorker(process.env['ANSWER_FUNCTION'] || 'answer'),
      views: createWebViews(client),
      replies: createHttpReplies(),
      groups: createWebGroups(client),
      library: createRunbookLibrary(),
      chat: createWebChat(client),
    });
    return { signingSecret, table: flow.table, handle };
  });
}

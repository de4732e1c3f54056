import { createLogReader } from '../src/adapters/cloudwatch-logs.ts';
import { once } from '../src/adapters/once.ts';
import { builtInRunbooks } from '../src/adapters/package-files.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createWebChat, createWebGroups, createWebViews } from '../src/adapters/slack/web-chat.ts';
import { createWebClient } from '../src/adapters/slack/web-client.ts';
import { createWebFiles } from '../src/adapters/slack/web-files.ts';
import { createWebReplies } from '../src/adapters/slack/web-replies.ts';
import { createEngine } from '../src/engine/triage.ts';
import type { WorkContext } from '../src/interactions/work/work-context.ts';
import { composeStore } from './compose.ts';

/** Store, Slack, logs and engine, for the function that does slow work. The engine is built at init. */
export function composeAnswer(): () => Promise<WorkContext> {
  const runbooks = builtInRunbooks();
  const engine = createEngine(runbooks);
  return once(async () => {
    const slack = {
      token: await readSecret(process.env, 'SLACK_BOT_TOKEN'),
      apiUrl: process.env['SLACK_API_URL'],
    };
    const client = createWebClient(slack);
    return {
      ...composeStore(),
      chat: createWebChat(client),
      views: createWebViews(client),
      groups: createWebGroups(client),
      replies: createWebReplies(slack),
      files: createWebFiles(client, slack),
      logs: createLogReader(),
      runbooks,
      engine,
    };
  });
}

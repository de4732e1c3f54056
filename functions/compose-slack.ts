import type { HttpAnswer, HttpRequest } from '../src/adapters/http.ts';
import { createLambdaWorker } from '../src/adapters/lambda/lambda-worker.ts';
import { once } from '../src/adapters/once.ts';
import { builtInRunbooks } from '../src/adapters/package-files.ts';
import { openSecret } from '../src/adapters/secret.ts';
import { createBoltApp } from '../src/adapters/slack/bolt-app.ts';
import { LambdaReceiver } from '../src/adapters/slack/receiver.ts';
import {
  createWebChat,
  createWebGroups,
  createWebMessages,
  createWebPeople,
  createWebViews,
} from '../src/adapters/slack/web-chat.ts';
import { createWebReplies } from '../src/adapters/slack/web-replies.ts';
import { createLibrary } from '../src/interactions/library.ts';
import { composeStore } from './compose.ts';
import { composeSlackApi } from './compose-slack-api.ts';

/** Store, Slack and Bolt, for the function that Slack calls. Gives the request handler; `onFailure` is called with failures of listeners. */
export function composeSlack(
  onFailure: (error: unknown) => void,
): () => Promise<(request: HttpRequest) => Promise<HttpAnswer>> {
  return once(async () => {
    const signingSecret = openSecret(process.env, 'SLACK_SIGNING_SECRET');
    const [slack] = await Promise.all([composeSlackApi(), signingSecret.value()]);
    const context = composeStore();
    const receiver = new LambdaReceiver({
      signingSecret,
      table: context.table,
      nowMs: context.nowMs,
      onFailure,
    });
    createBoltApp(slack, receiver, {
      ...context,
      worker: createLambdaWorker(process.env['ANSWER_FUNCTION'] || 'answer'),
      views: createWebViews(slack),
      replies: createWebReplies(slack),
      groups: createWebGroups(slack),
      messages: createWebMessages(slack),
      people: createWebPeople(slack),
      library: createLibrary(builtInRunbooks),
      chat: createWebChat(slack),
    });
    return receiver.start();
  });
}

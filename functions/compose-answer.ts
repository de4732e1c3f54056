import { createAwsActions } from '../src/adapters/aws-actions.ts';
import { createBedrockOpinion } from '../src/adapters/bedrock-opinion.ts';
import { createLogReader } from '../src/adapters/cloudwatch-logs.ts';
import { once } from '../src/adapters/once.ts';
import { builtInRunbooks } from '../src/adapters/package-files.ts';
import {
  createWebChat,
  createWebGroups,
  createWebMessages,
  createWebPeople,
  createWebViews,
} from '../src/adapters/slack/web-chat.ts';
import { createWebFiles } from '../src/adapters/slack/web-files.ts';
import { createWebReplies } from '../src/adapters/slack/web-replies.ts';
import { createEngine } from '../src/engine/triage.ts';
import type { WorkContext } from '../src/interactions/work/work-context.ts';
import { composeStore } from './compose.ts';
import { composeSlackApi } from './compose-slack-api.ts';

/** Store, Slack, logs and engine, for the function that does slow work. The engine is built at init. */
export function composeAnswer(): () => Promise<WorkContext> {
  const runbooks = builtInRunbooks();
  const engine = createEngine(runbooks);
  const { OPINION_MODEL: model } = process.env;
  return once(async () => {
    const slack = await composeSlackApi();
    return {
      ...composeStore(),
      chat: createWebChat(slack),
      views: createWebViews(slack),
      groups: createWebGroups(slack),
      messages: createWebMessages(slack),
      people: createWebPeople(slack),
      replies: createWebReplies(slack),
      files: createWebFiles(slack),
      logs: createLogReader(),
      runbooks,
      engine,
      actions: createAwsActions(),
      ...(model ? { opinion: createBedrockOpinion(model) } : {}),
    };
  });
}

import type { App } from '@slack/bolt';
import { answerMention } from '../../../interactions/answer-message.ts';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';

/** `@halfopen` with evidence or a command: answered in the thread, for all, as it was asked. */
export function listenToMentions(app: App, context: InteractionContext): void {
  app.event('app_mention', async ({ event, body }) => {
    const {
      user,
      text,
      channel,
      ts,
      thread_ts: thread,
      bot_id: bot,
      files,
    } = event as typeof event & {
      bot_id?: string;
      files?: readonly { id?: string }[];
    };
    // Two bots that mention each other would never end.
    if (!user || bot) return;
    const actor = { userId: user, channel, threadTs: thread ?? ts, requestId: body.event_id };
    const fileIds = (files ?? []).flatMap(({ id }) => id ?? []);
    const answer = await answerMention(context, actor, { text, fileIds });
    if (!answer) return;
    const name = { incident: `mention:${body.event_id}`, key: 'answer' };
    await context.chat.post({ channel, threadTs: actor.threadTs, content: answer.content, name });
  });
}

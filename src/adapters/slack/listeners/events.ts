import type { App } from '@slack/bolt';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { runInTime } from './run-in-time.ts';

/** Mentions and the opening of App Home. */
export function listenToEvents(app: App, context: InteractionContext): void {
  listenToMentions(app, context);
  // The Home tab is rendered again each time somebody opens it.
  app.event('app_home_opened', async ({ event, body, context: request }) => {
    const actor = { userId: event.user, channel: event.user, requestId: body.event_id };
    if (event.tab === 'home') await runInTime(context, request, actor, { kind: 'home' });
  });
}

/** `@halfopen` with evidence or a command: answered in the thread, for all to read, as it was asked. */
function listenToMentions(app: App, context: InteractionContext): void {
  app.event('app_mention', async ({ event, body, context: request }) => {
    const { user, text, channel, ts, thread_ts: thread } = event;
    const { bot_id: bot, files = [] } = event as { bot_id?: string; files?: readonly { id?: string }[] };
    // Two bots that mention each other would never end.
    if (!user || bot) return;
    const actor = { userId: user, channel, threadTs: thread ?? ts, requestId: body.event_id };
    const fileIds = files.flatMap(({ id }) => id ?? []);
    const asked = { kind: 'mention', text, fileIds } as const;
    const { answer } = await runInTime(context, request, actor, asked);
    if (!answer) return;
    const name = { incident: `mention:${body.event_id}`, key: 'answer' };
    await context.chat.post({ channel, threadTs: actor.threadTs, content: answer.content, name });
  });
}

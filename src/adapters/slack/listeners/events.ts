import type { App } from '@slack/bolt';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { fileIdsOf, textOfMessage } from '../../../interactions/message-text.ts';
import type { FoundMessage } from '../../../ports.ts';
import { foreignness } from './foreignness.ts';
import { runInTime } from './run-in-time.ts';

/** Mentions, direct messages and the opening of App Home. */
export function listenToEvents(app: App, context: InteractionContext): void {
  listenToMentions(app, context);
  listenToDirectMessages(app, context);
  // The Home tab is rendered again each time somebody opens it.
  app.event('app_home_opened', async ({ event, body, context: request }) => {
    const actor = { userId: event.user, channel: event.user, requestId: body.event_id };
    if (event.tab === 'home') await runInTime(context, request, actor, { kind: 'home' });
  });
}

/** `@halfopen` with evidence or a command: answered in the thread, for all to read, as it was asked. */
function listenToMentions(app: App, context: InteractionContext): void {
  app.event('app_mention', async ({ event, body, context: request }) => {
    const { user, channel, ts, thread_ts: thread } = event;
    // Two bots that mention each other would never end.
    if (!user || (event as { bot_id?: string }).bot_id) return;
    const actor = {
      userId: user,
      channel,
      threadTs: thread ?? ts,
      requestId: body.event_id,
      ...ofTeam(event, body),
    };
    const asked = { kind: 'mention', ...read(event), ...(thread ? { isReply: true } : {}) } as const;
    const { answer } = await runInTime(context, request, actor, asked);
    if (!answer) return;
    const name = { incident: `mention:${body.event_id}`, key: 'answer' };
    await context.chat.post({ channel, threadTs: actor.threadTs, content: answer.content, name });
  });
}

/** What somebody writes to the bot alone: answered below it, or in its thread. */
function listenToDirectMessages(app: App, context: InteractionContext): void {
  app.event('message', async ({ event, body, context: request }) => {
    const { channel_type: kind, channel } = event;
    const { bot_id: bot, subtype, user, thread_ts: threadTs } = event as Partial<WrittenMessage>;
    // Edits, deletions and what bots write are no requests; a message with files has a subtype of its own.
    if (kind !== 'im' || bot || !user || (subtype !== undefined && subtype !== 'file_share')) return;
    const actor = {
      userId: user,
      channel,
      ...(threadTs ? { threadTs } : {}),
      requestId: body.event_id,
      ...ofTeam(event, body),
    };
    const asked = { kind: 'direct', ...read(event as FoundMessage) } as const;
    const { answer } = await runInTime(context, request, actor, asked);
    if (!answer) return;
    const name = { incident: `direct:${body.event_id}`, key: 'answer' };
    const thread = threadTs ? { threadTs } : {};
    await context.chat.post({ channel, ...thread, content: answer.content, name });
  });
}

interface WrittenMessage {
  bot_id: string;
  subtype: string;
  user: string;
  thread_ts: string;
}

/** The text of a message, with its files. What the person typed is kept as it is; blocks and attachments count where there is no text. */
function read(event: FoundMessage): { text: string; fileIds: string[] } {
  return { text: event.text?.trim() ? event.text : textOfMessage(event), fileIds: fileIdsOf(event) };
}

/** `user_team` comes with what people of other organisations write in a shared channel. */
function ofTeam(event: object, { team_id: ownTeam, authorizations }: EventBody): { isForeign?: true } {
  const { user_team: userTeam } = event as { user_team?: string };
  return foreignness(userTeam, authorizations?.[0]?.team_id ?? ownTeam);
}

interface EventBody {
  team_id?: string;
  authorizations?: readonly { team_id: string | null }[];
}

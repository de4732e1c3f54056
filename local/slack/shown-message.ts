import type { FileStore } from './file-store.ts';
import { shownFile } from './shown-file.ts';
import type { StoodMessage } from './state.ts';
import { withBlockIds } from './with-block-ids.ts';
import { BOT, TEAM } from './workspace.ts';

/** A message as Slack's API and payloads show it. */
export function shownMessage(
  message: StoodMessage,
  files: FileStore,
  origin: string,
): Record<string, unknown> {
  const { ts, text, blocks, metadata, threadTs, edits, user } = message;
  const attached = (message.files ?? []).flatMap((id) => files.find(id) ?? []);
  return {
    type: 'message',
    ...(user === undefined ? { bot_id: BOT.botId, app_id: BOT.appId, user: BOT.userId } : { user }),
    team: TEAM.id,
    ts,
    text,
    blocks: withBlockIds(blocks),
    ...(metadata ? { metadata } : {}),
    ...(threadTs ? { thread_ts: threadTs } : {}),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(edits > 0 ? { edited: { user: user ?? BOT.userId, ts } } : {}),
    ...(attached.length > 0 ? { files: attached.map((file) => shownFile(file, origin)) } : {}),
  };
}

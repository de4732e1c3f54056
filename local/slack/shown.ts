import { extname } from 'node:path';
import { withBlockIds } from './block-elements.ts';
import type { FileStore } from './file-store.ts';
import type { StoredMessage } from './state.ts';
import type { StoredFile, StoredView } from './stored-records.ts';
import { BOT, TEAM } from './workspace.ts';

/** A message as Slack's API and payloads show it. */
export function shownMessage(
  message: StoredMessage,
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

/** A file as Slack's API shows it. `origin` is where this host is reached (`http://127.0.0.1:3000`). */
export function shownFile(file: StoredFile, origin: string): Record<string, unknown> {
  const place = `${origin}/files-pri/${TEAM.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extname(file.name).slice(1) || 'text',
    user: file.user,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: true,
    url_private: `${place}/${name}`,
    url_private_download: `${place}/download/${name}`,
    ...(file.altText ? { alt_txt: file.altText } : {}),
  };
}

/** A view as Slack's API and payloads show it. `values` is what stands in its elements. */
export function shownView(view: StoredView, values: object = {}): Record<string, unknown> {
  const { given } = view;
  return {
    id: view.id,
    team_id: TEAM.id,
    type: view.type,
    title: null,
    submit: null,
    close: null,
    callback_id: '',
    private_metadata: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...given,
    state: { values },
    hash: view.hash,
    root_view_id: view.rootViewId,
    previous_view_id: view.previousViewId ?? null,
    app_id: BOT.appId,
    app_installed_team_id: TEAM.id,
    bot_id: BOT.botId,
  };
}

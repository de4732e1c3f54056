import { extname } from 'node:path';
import type { StoodFile } from './stood-records.ts';
import { TEAM } from './workspace.ts';

/** A file as Slack's API shows it. `origin` is where this host is reached (`http://127.0.0.1:3000`). */
export function shownFile(file: StoodFile, origin: string): Record<string, unknown> {
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

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { StandInState } from './state.ts';
import type { StoredFile } from './stored-records.ts';

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '.png': 'image/png',
    '.jpg': 'image/jpeg',
    '.jpeg': 'image/jpeg',
    '.gif': 'image/gif',
    '.webp': 'image/webp',
    '.json': 'application/json',
    '.gz': 'application/gzip',
    '.zip': 'application/zip',
    '.pcap': 'application/vnd.tcpdump.pcap',
  }),
);
const TEXTS = new Set([
  '',
  '.txt',
  '.log',
  '.conf',
  '.yml',
  '.yaml',
  '.md',
  '.csv',
  '.ts',
  '.js',
  '.py',
  '.html',
]);

/** The files of the workspace: what is known of them in the state, their bytes in a folder (in memory without one). */
export interface FileStore {
  /** Makes a file without bytes yet. */
  create(parts: {
    name: string;
    user: string;
    size?: number;
    altText?: string;
    uploadKey?: string;
  }): StoredFile;
  write(file: StoredFile, bytes: Buffer): StoredFile;
  read(file: StoredFile): Buffer | undefined;
  find(id: unknown): StoredFile | undefined;
}

/** Opens the store. */
export function openFileStore(
  dataDir: string | undefined,
  state: Pick<StandInState, 'files'>,
  nowMs: () => number,
): FileStore {
  const folder = dataDir === undefined ? undefined : join(dataDir, 'slack-files');
  const held = new Map<string, Buffer>();
  return {
    create({ name, user, size = 0, ...rest }) {
      const id = `F${randomBytes(6).toString('hex').toUpperCase()}`;
      const file: StoredFile = {
        id,
        name:
          name
            .toWellFormed()
            .replaceAll(/[\\/\0]/g, '_')
            .slice(0, 255) || 'file',
        title: name,
        mimetype: mimetypeOf(name),
        size,
        user,
        created: Math.floor(nowMs() / 1000),
        hasBytes: false,
        ...rest,
      };
      state.files.put(id, file);
      return file;
    },
    write(file, bytes) {
      if (folder === undefined) held.set(file.id, bytes);
      else {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, file.id), bytes);
      }
      const written = { ...file, size: bytes.length, hasBytes: true };
      state.files.put(file.id, written);
      return written;
    },
    read(file) {
      if (folder === undefined) return held.get(file.id);
      const path = join(folder, file.id);
      return existsSync(path) ? readFileSync(path) : undefined;
    },
    find: (id) => (typeof id === 'string' ? state.files.get(id) : undefined),
  };
}

function mimetypeOf(name: string): string {
  const ending = extname(name).toLowerCase();
  return TYPES.get(ending) ?? (TEXTS.has(ending) ? 'text/plain' : 'application/octet-stream');
}

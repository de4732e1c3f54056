import { randomBytes } from 'node:crypto';
import { isScanned } from './message-content.ts';
import { shownFile } from './shown.ts';
import type { ApiMethod, Arguments, StandInParts } from './stand-in-parts.ts';
import { parseGiven } from './stand-in-parts.ts';
import type { StoredFile } from './stored-records.ts';
import { BOT } from './workspace.ts';

/** Slack takes files of up to 1 GB; what this host takes in one request (20 MiB) is less and is refused there. */
const LARGEST_BYTES = 1 << 30;

/** Slack scans for a few seconds; so long here. */
const SCANNING_MS = 600;

const getUploadUrl: ApiMethod = ({ files }, { filename, length, alt_txt: altText }, origin) => {
  const size = Number(length);
  if (typeof filename !== 'string' || filename === '' || !(size > 0))
    return { ok: false, error: 'invalid_arguments' };
  if (size > LARGEST_BYTES) return { ok: false, error: 'file_upload_size_restricted' };
  const uploadKey = randomBytes(18).toString('base64url');
  const alt = typeof altText === 'string' && altText !== '' ? { altText } : {};
  const file = files.create({ name: filename, user: BOT.userId, size, uploadKey, ...alt });
  return { ok: true, upload_url: `${origin}/stand-in/upload-url/${uploadKey}`, file_id: file.id };
};

const completeUpload: ApiMethod = (parts, given, origin) => {
  const listed = parseGiven(given['files']);
  if (!Array.isArray(listed) || listed.length === 0) return { ok: false, error: 'invalid_arguments' };
  const found = listed.map(({ id, title }: { id?: string; title?: string }) => ({
    file: parts.files.find(id),
    title,
  }));
  if (!found.every(({ file }) => file?.hasBytes)) return { ok: false, error: 'file_not_found' };
  const place = placeOf(parts, given);
  if (place !== undefined && 'error' in place) return { ok: false, ...place };
  const done = found.map(({ file, title }) => finish(parts, file as StoredFile, title));
  if (place) share(parts, place, done, given);
  return { ok: true, files: done.map((file) => shownFile(file, origin)) };
};

const fileInfo: ApiMethod = ({ files, nowMs }, { file: id }, origin) => {
  const file = files.find(id);
  return file?.hasBytes && !file.uploadKey
    ? {
        ok: true,
        file: {
          ...shownFile(file, origin),
          ...(isScanned(file, nowMs()) ? {} : { mimetype: '', filetype: '' }),
        },
      }
    : { ok: false, error: 'file_not_found' };
};

/** Uploading by the app, and looking files up. */
export const fileMethods: Readonly<Record<string, ApiMethod>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': fileInfo,
};

function finish({ state, nowMs }: StandInParts, file: StoredFile, title: string | undefined): StoredFile {
  const { uploadKey: _, ...rest } = file;
  const done = { ...rest, title: title || file.title, scannedMs: nowMs() + SCANNING_MS };
  state.files.put(file.id, done);
  return done;
}

function placeOf(
  { state, channels }: StandInParts,
  given: Arguments,
): { channel: string; threadTs?: string } | { error: string } | undefined {
  if (!given['channel_id']) return undefined;
  const channel = channels.keyOf(given['channel_id']);
  if (channel === undefined) return { error: 'channel_not_found' };
  const { thread_ts: thread } = given;
  if (!thread) return { channel };
  const parent = typeof thread === 'string' ? state.find(channel, thread) : undefined;
  return parent ? { channel, threadTs: parent.threadTs ?? parent.ts } : { error: 'thread_not_found' };
}

function share(
  { state }: StandInParts,
  place: { channel: string; threadTs?: string },
  done: readonly StoredFile[],
  given: Arguments,
): void {
  const text = typeof given['initial_comment'] === 'string' ? given['initial_comment'] : '';
  state.keep({ ...place, ts: state.nextTs(), text, blocks: [], files: done.map(({ id }) => id), edits: 0 });
}

import type { FileStore } from './file-store.ts';

/** Pictures in blocks whose file is not there, or is none. */
export function missingPictures(value: unknown, files: Pick<FileStore, 'find'>): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const id = (value as { slack_file?: { id?: string } }).slack_file?.id;
  const isFine = id === undefined || files.find(id)?.mimetype.startsWith('image/') === true;
  const own = isFine ? [] : [`slack_file: ${id} is no picture`];
  return [...own, ...Object.values(value).flatMap((one) => missingPictures(one, files))];
}

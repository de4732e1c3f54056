import { counted } from './in-words.ts';

/** How much an incident has counted, and of what: `36 sockets`, `3 log records`; `5 times` where an earlier version counted. */
export function seenCount({ count, countOf }: { count: number; countOf?: string | undefined }): string {
  return counted(count, countOf ?? 'time');
}

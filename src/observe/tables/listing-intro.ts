import type { Table } from './table-reader.ts';

/** `column -t` puts several blanks between the words. */
const INTRO =
  /^(?:Timeout: [\d.]{1,12} seconds ?\.{3}|Listing (queues|connections|vhosts|permissions)(?: for (?:vhost (.{1,100}?)|user "?(.{1,100}?)"?))? ?\.{3})\s*$/;

/** Whose the rows are, where the title says it. */
export interface Whose {
  vhost?: string | undefined;
  user?: string | undefined;
}

/** Skips what rabbitmqctl prints above a listing, "Timeout: …" and "Listing queues for vhost …", which also shows what is listed. */
export function listingIntro(
  table: Table,
  from: number,
): { next: number; listed: string | undefined; of: Whose } {
  let next = from;
  let listed: string | undefined;
  let of: Whose = {};
  while (next < from + 3) {
    const line = INTRO.exec((table.lines[next]?.text ?? '').slice(0, 400).trim().replace(/\s+/g, ' '));
    if (line === null) break;
    listed = line[1] === undefined ? listed : `list_${line[1]}`;
    of = { vhost: line[2] ?? of.vhost, user: line[3] ?? of.user };
    next += 1;
  }
  return { next, listed, of };
}

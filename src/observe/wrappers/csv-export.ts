import { startsLikeRecord } from '../log-start.ts';
import { readTime } from '../times/read-time.ts';
import { epochMs } from '../times/time-parts.ts';
import type { Unwrapped } from './wrapper.ts';

const EPOCH_FIRST = /^"?(1\d{12})"?,/;

/** A row whose cells are all quoted, as Log Analytics and others save tables of logs. */
const QUOTED_ROW = /^(?:"(?:[^"]|""){0,200}",){1,12}"/;

/** `1668762504212,"text"` and `2026-11-22 05:02:13.494,"text"`: rows that the CloudWatch console and Logs Insights save, quotes doubled; of other rows of quoted cells the one that is a record. */
export function csvExport(text: string): Unwrapped | undefined {
  const epoch = EPOCH_FIRST.exec(text);
  if (epoch) return { text: cell(text, epoch[0].length), atMs: epochMs(Number(epoch[1])) };
  const row = quotedRow(text);
  if (row !== undefined) return { text: row };
  const quoted = text[0] === '"';
  const time = readTime(text, quoted ? 1 : 0);
  if (time?.atMs === undefined || time.shape !== 'dated') return undefined;
  const comma = quoted ? time.end + 1 : time.end;
  if (text[comma] !== ',' || (quoted && text[time.end] !== '"') || text[comma + 1] === ' ') return undefined;
  return { text: cell(text, comma + 1), atMs: time.atMs };
}

function quotedRow(text: string): string | undefined {
  if (text[0] !== '"' || !QUOTED_ROW.test(text.slice(0, 1000))) return undefined;
  for (let from = 0; text[from] === '"'; ) {
    const content = cell(text, from);
    if (content.length > 30 && startsLikeRecord(content)) return content;
    from += content.length + 2 + (content.match(/"/g)?.length ?? 0);
    if (text[from] !== ',') return undefined;
    from++;
  }
  return undefined;
}

function cell(text: string, from: number): string {
  if (text[from] !== '"') return text.slice(from);
  let end = from + 1;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
  return text.slice(from + 1, end).replaceAll('""', '"');
}

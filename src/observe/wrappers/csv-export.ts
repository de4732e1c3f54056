import { readTime } from '../times/read-time.ts';
import { epochMs } from '../times/time-parts.ts';
import type { Unwrapped } from './wrapper.ts';

const EPOCH_FIRST = /^"?(1\d{12})"?,/;

/** `1668762504212,"text"` and `2026-11-22 05:02:13.494,"text"`: rows that the CloudWatch console and Logs Insights save, quotes doubled. */
export function csvExport(text: string): Unwrapped | undefined {
  const epoch = EPOCH_FIRST.exec(text);
  if (epoch) return { text: cell(text, epoch[0].length), atMs: epochMs(Number(epoch[1])) };
  const quoted = text[0] === '"';
  const time = readTime(text, quoted ? 1 : 0);
  if (time?.atMs === undefined || time.shape !== 'dated') return undefined;
  const comma = quoted ? time.end + 1 : time.end;
  if (text[comma] !== ',' || (quoted && text[time.end] !== '"') || text[comma + 1] === ' ') return undefined;
  return { text: cell(text, comma + 1), atMs: time.atMs };
}

function cell(text: string, from: number): string {
  if (text[from] !== '"') return text.slice(from);
  let end = from + 1;
  while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
  return text.slice(from + 1, end).replaceAll('""', '"');
}

import { readTime } from './times/read-time.ts';

const REPORT = /^=[A-Z]+ REPORT/;
const BRACKET_LEVEL = /^\[(?:debug|info|notice|warn|warning|error|critical)\]/i;

/** Whether text begins like a log record: with a time, a bracketed time or level, an Erlang report, or JSON. */
export function looksLikeHead(text: string, from = 0): boolean {
  const first = text[from];
  if (first === undefined) return false;
  if (first === '[') return dated(text, from + 1) || BRACKET_LEVEL.test(text.slice(from, from + 12));
  if (first === '=') return REPORT.test(text.slice(from, from + 40));
  if (first === '{') return text[from + 1] === '"';
  return dated(text, from);
}

function dated(text: string, from: number): boolean {
  const time = readTime(text, from);
  return time !== undefined && time.shape !== 'clock';
}

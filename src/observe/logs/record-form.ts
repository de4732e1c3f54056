import type { RecordForm } from '../../model/observation.ts';
import { type DocumentKind, documentKind } from './document-kind.ts';
import { type LineWords, lineWords, startsAsError } from './line-words.ts';
import type { LogRecord } from './log-record.ts';

/** From this share of prose around it, a line that says nothing of itself is taken for prose too. */
const PROSE_SHARE = 0.4;
const CODE_SHARE = 0.5;

/**
 * Decides for each record whether it may count as an event. A firm head or a wrapper makes it a log record, a stack a trace;
 * for the rest the words decide, and where they are silent, the company it stands in.
 */
export function recordForms(records: readonly LogRecord[]): RecordForm[] {
  const words = records.map((record) => ownForm(record));
  const prose = share(words, 'prose');
  const code = share(words, 'code');
  const anyLog = words.some((one) => one === 'log');
  const kind = documentKind(records);
  const fenced = fencedRecords(records);
  return words.map((one, i) => {
    const record = records[i];
    if (one === 'error')
      return (record && !fenced.has(record) && demoted(record, kind, records[i - 1], words[i - 1])) || 'bare';
    if (one !== 'neutral') return one;
    if (prose >= PROSE_SHARE && !anyLog) return 'prose';
    return code >= CODE_SHARE && !anyLog ? 'code' : 'bare';
  });
}

/** The form that the text around it gives to a line with the words of an error; undefined when the line stands for itself. */
function demoted(
  record: LogRecord,
  kind: DocumentKind,
  before: LogRecord | undefined,
  said: OwnForm | undefined,
): 'prose' | 'code' | undefined {
  if (kind.all !== undefined) return kind.all;
  const text = record.lines[0]?.text ?? '';
  const indented = /^\s/.test(text);
  if (indented && kind.indentedIsProse) return 'prose';
  if (startsAsError(text)) return undefined;
  const adjoins = before?.lines.at(-1)?.number === (record.lines[0]?.number ?? 0) - 1;
  if (LISTED.test(text) && (kind.essay || said === 'prose')) return 'prose';
  if (!kind.essay) return undefined;
  const announced = (before?.parts.at(-1) ?? '').trimEnd().endsWith(':');
  return indented || (adjoins && !announced) || /[.!?]$/.test(text.trimEnd()) ? 'prose' : undefined;
}

/** Records between the fences of Markdown, where people paste what programs printed. */
function fencedRecords(records: readonly LogRecord[]): Set<LogRecord> {
  const fenced = new Set<LogRecord>();
  let open = false;
  for (const record of records) {
    if (record.lines.some(({ text }) => /^\s{0,8}(?:```|~~~)/.test(text))) open = !open;
    else if (open) fenced.add(record);
  }
  return fenced;
}

const LISTED = /^\s{0,12}(?:[-*+•·–]|\d{1,3}[.)]|o)\s+\S/;

type OwnForm = RecordForm | 'error' | 'neutral';

function ownForm(record: LogRecord): OwnForm {
  const { head } = record;
  if (head && !head.weak) return 'log';
  if (record.wrapped) return 'log';
  if (record.trace) return 'trace';
  const said = strongest(record.parts);
  if (head === undefined) return record.lines[0]?.atMs !== undefined && said !== 'prose' ? 'log' : said;
  // A time alone before a sentence of a person is a diary, not a log.
  return said === 'prose' || (said === 'code' && head.level === undefined && head.atMs === undefined)
    ? said
    : 'log';
}

function strongest(parts: readonly string[]): LineWords {
  if (parts.length === 1) return lineWords(parts[0] ?? '');
  const said = parts.slice(0, 20).map((part) => lineWords(part));
  const whole = lineWords(parts.slice(0, 20).join(' '));
  if (said.includes('prose') || whole === 'prose') return 'prose';
  return said.includes('error') ? 'error' : said.every((one) => one === 'code') ? 'code' : whole;
}

function share(words: readonly OwnForm[], form: OwnForm): number {
  return words.length === 0 ? 0 : words.filter((one) => one === form).length / words.length;
}

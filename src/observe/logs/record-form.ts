import type { RecordForm } from '../../model/observation.ts';
import { type DocumentKind, documentKind } from './document-kind.ts';
import { isErrorDump } from './error-dump.ts';
import { isChatLine, type LineWords, lineWords, startsAsError } from './line-words.ts';
import type { LogRecord } from './log-record.ts';
import { isTroubleReport } from './trouble-report.ts';

/** From this share of prose around it, a line that says nothing of itself is taken for prose too. */
const PROSE_SHARE = 0.4;
const CODE_SHARE = 0.5;
/** So many records it takes to call a text an essay. */
const MIN_ESSAY = 10;

/**
 * Decides for each record whether it may count as an event. A firm head or a wrapper makes it a log record, a stack a trace;
 * for the rest the words decide, and where they are silent, the company it stands in.
 */
export function recordForms(records: readonly LogRecord[]): RecordForm[] {
  const dialogue = records.some(({ lines }) => TLS_DIALOGUE.test(lines[0]?.text ?? ''));
  const words = records.map((record) => (dialogue && isRule(record) ? 'neutral' : ownForm(record)));
  const company: Company = {
    kind: documentKind(records),
    prose: share(words, 'prose'),
    code: share(words, 'code'),
    anyLog: words.some((one) => one === 'log'),
  };
  company.kind.essay ||=
    records.length >= MIN_ESSAY &&
    company.prose >= PROSE_SHARE &&
    !words.some((one) => one === 'log' || one === 'trace');
  const fenced = fencedRecords(records);
  // Where an event was pasted, the sentences around it only tell of it.
  const reported =
    !words.some((one) => one === 'log' || one === 'trace' || one === 'error') &&
    company.kind.all === undefined &&
    !company.kind.changes &&
    !company.kind.essay &&
    isTroubleReport(records);
  const forms: RecordForm[] = [];
  records.forEach((record, i) => {
    const one = words[i] ?? 'neutral';
    const settled = one === 'log' || one === 'prose' || one === 'code';
    const around =
      settled || fenced.has(record) ? undefined : demoted(record, one, company, records[i - 1], forms[i - 1]);
    const form = around ?? (one === 'neutral' ? ofCompany(company) : one === 'error' ? 'bare' : one);
    forms.push(form === 'prose' && reported && !isChatLine(record.lines[0]?.text ?? '') ? 'bare' : form);
  });
  return forms;
}

/** What is said of the stretch a record stands in. */
interface Company {
  kind: DocumentKind;
  prose: number;
  code: number;
  anyLog: boolean;
}

function ofCompany({ prose, code, anyLog }: Company): RecordForm {
  if (prose >= PROSE_SHARE && !anyLog) return 'prose';
  return code >= CODE_SHARE && !anyLog ? 'code' : 'bare';
}

/** The form that the text around it gives to a line with the words of an error; undefined when the line stands for itself. */
function demoted(
  record: LogRecord,
  own: OwnForm,
  company: Company,
  before: LogRecord | undefined,
  formBefore: RecordForm | undefined,
): 'prose' | 'code' | undefined {
  const { kind } = company;
  if (kind.all !== undefined) return kind.all;
  const text = record.lines[0]?.text ?? '';
  const indented = /^\s/.test(text);
  const listed = LISTED.test(text);
  if ((indented && kind.indentedIsProse) || ((listed || indented) && kind.changes)) return 'prose';
  if (own === 'trace' || startsAsError(text)) return undefined;
  if (indented && company.code >= CODE_SHARE && !company.anyLog) return 'code';
  if (listed && (kind.essay || formBefore === 'prose')) return 'prose';
  const ending = before?.lines.at(-1)?.text ?? '';
  const announced = ending.trimEnd().endsWith(':');
  const adjoins = !announced && before?.lines.at(-1)?.number === (record.lines[0]?.number ?? 0) - 1;
  if (indented && adjoins && formBefore === 'prose' && indentation(text) === indentation(ending))
    return 'prose';
  if (!kind.essay) return undefined;
  return indented || adjoins || /[.!?]$/.test(text.trimEnd()) ? 'prose' : undefined;
}

/** What `openssl s_client` says of a connection; its rules are not those of a person's text. */
const TLS_DIALOGUE = /^(?:CONNECTED\([0-9A-F]{8}\)|SSL handshake has read \d)/;

function isRule({ lines }: LogRecord): boolean {
  return /^---\s*$/.test(lines[0]?.text ?? '');
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
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
  if (isChatLine(record.lines[0]?.text ?? '')) return 'prose';
  if (record.trace) return 'trace';
  if (isErrorDump(record)) return 'error';
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

import type { RecordForm } from '../../model/observation.ts';
import { codeOfBlocks, endOf, fencedRecords } from './blocks.ts';
import { type DocumentKind, documentKind } from './document-kind.ts';
import { isErrorDump } from './error-dump.ts';
import { isDocument } from './is-document.ts';
import { isManual } from './is-manual.ts';
import { isListItem } from './line-shape.ts';
import { isChatLine, type LineWords, lineWords, maybePrinted, startsAsError } from './line-words.ts';
import type { LogRecord } from './log-record.ts';
import { isRemark, isTroubleReport } from './trouble-report.ts';

/** With this share of prose around it, a line whose own words do not decide is prose too. */
const PROSE_SHARE = 0.4;
const CODE_SHARE = 0.5;
/** A prose document has at least this many records. */
const MIN_PROSE_RECORDS = 10;

/**
 * Decides for each record whether it may count as an event. A certain head or a wrapper makes it a log record, a stack trace
 * a trace. For the rest its words decide, and if they do not, the text around it.
 */
export function recordForms(records: readonly LogRecord[]): RecordForm[] {
  const dialogue = records.some(({ lines }) => TLS_DIALOGUE.test(lines[0]?.text ?? ''));
  const words = records.map((record) => (dialogue && isRule(record) ? 'neutral' : ownForm(record)));
  const context: Context = {
    kind: documentKind(records),
    prose: share(words, 'prose'),
    code: share(
      words.map((one, i) => (one === 'code' && isPrompt(records[i]) ? 'neutral' : one)),
      'code',
    ),
    anyLog: words.some((one) => one === 'log'),
  };
  context.kind.isProse ||=
    records.length >= MIN_PROSE_RECORDS &&
    context.prose >= PROSE_SHARE &&
    !words.some((one) => one === 'log' || one === 'trace');
  if (context.kind.all === undefined && (isDocument(records, words) || isManual(records, words)))
    return records.map(() => 'prose');
  const fenced = fencedRecords(records);
  // Where an event was pasted, the sentences around it only describe it.
  const reported =
    !words.some((one, i) => isEvent(one, records[i])) &&
    context.kind.all === undefined &&
    !context.kind.changes &&
    !context.kind.isProse &&
    (isTroubleReport(records) || isRemark(records));
  const printed = isPrintedAlone(records, words);
  const listed = diagnosticsOf(records);
  const ofBlock = codeOfBlocks(records, (i) => words[i] === 'code' && !isPrompt(records[i]));
  const forms: RecordForm[] = [];
  records.forEach((record, i) => {
    const one = words[i] ?? 'neutral';
    const decided = one === 'log' || one === 'prose' || one === 'code';
    const around =
      decided || (fenced.has(record) && !context.kind.indentedIsProse && !context.kind.all)
        ? undefined
        : demoted(record, one, context, records[i - 1], forms[i - 1]);
    const code = one === 'neutral' ? (ofBlock[i] ?? context.code) : 0;
    const goesOn = forms[i - 1] === 'prose' && goesOnFrom(record, records[i - 1]);
    const neutral = goesOn ? 'prose' : fromContext({ ...context, code });
    const form = around ?? (one === 'neutral' ? neutral : one === 'error' ? 'bare' : one);
    if ((form === 'code' && printed) || listed.has(record)) forms.push('bare');
    else forms.push(form === 'prose' && reported && !isChatLine(record.lines[0]?.text ?? '') ? 'bare' : form);
  });
  return forms;
}

/** Behind a prompt stands what was typed, and below it what came out: neither is source. */
const PROMPT = /^\s{0,4}(?:\$ |[\w.-]{1,32}@[\w.-]{1,64}(?::| )[^$#]{0,80}[$#](?: |$))/;

function isPrompt(record: LogRecord | undefined): boolean {
  return PROMPT.test(record?.lines[0]?.text.slice(0, 200) ?? '');
}

/** What RabbitMQ's tools print last of a node that they can't reach is a list (rabbit_nodes_common.erl, `diagnostics`). */
const DIAGNOSTICS = /^(?:attempted to contact|nodes in question): \[/;

function diagnosticsOf(records: readonly LogRecord[]): ReadonlySet<LogRecord> {
  const first = records.findIndex(({ parts }) => DIAGNOSTICS.test(parts[0] ?? ''));
  if (first < 0) return new Set();
  return new Set(records.slice(first).filter(({ parts }) => isListItem(parts[0] ?? '')));
}

const QUIET_LEVELS: ReadonlySet<string | undefined> = new Set(['debug', 'info', 'notice']);

/** A sentence that tells what went wrong in its turn, as no program does. */
const TOLD =
  /^\s{0,4}(?:After (?:that|this|a while|some time)|Then|But|And|So|Since then|Now|When I|As a result)\b.*[.!]\s*$/;

/** Whether something that went wrong was pasted: not where all that a program printed is progress. */
function isEvent(words: OwnForm, record: LogRecord | undefined): boolean {
  if (words === 'error') return !TOLD.test(record?.lines[0]?.text ?? '');
  if (words === 'trace') return true;
  return words === 'log' && !QUIET_LEVELS.has(record?.head?.level ?? record?.lines[0]?.level);
}

/** Somebody pasted a few terms or tokens and nothing else: nobody asks about so little of a configuration. */
const FEW_RECORDS = 6;

function isPrintedAlone(records: readonly LogRecord[], words: readonly OwnForm[]): boolean {
  if (records.length > FEW_RECORDS || words.some((one) => one !== 'code' && one !== 'neutral')) return false;
  return maybePrinted(records.flatMap(({ parts }) => parts));
}

/** What the text around a record looks like. */
interface Context {
  kind: DocumentKind;
  prose: number;
  code: number;
  anyLog: boolean;
}

function fromContext({ prose, code, anyLog }: Context): RecordForm {
  if (prose >= PROSE_SHARE && !anyLog) return 'prose';
  return code >= CODE_SHARE && !anyLog ? 'code' : 'bare';
}

/** The form that the text around it gives to a line with the words of an error; undefined when its own words decide. */
function demoted(
  record: LogRecord,
  own: OwnForm,
  context: Context,
  before: LogRecord | undefined,
  formBefore: RecordForm | undefined,
): 'prose' | 'code' | undefined {
  const { kind } = context;
  if (kind.all !== undefined) return kind.all;
  const text = record.lines[0]?.text ?? '';
  const indented = /^\s/.test(text);
  const listed = isListItem(text);
  if ((indented && kind.indentedIsProse) || ((listed || indented) && kind.changes)) return 'prose';
  if (own === 'trace' || startsAsError(text)) return undefined;
  if (indented && context.code >= CODE_SHARE && !context.anyLog) return 'code';
  if (listed && (kind.isProse || formBefore === 'prose')) return 'prose';
  const ending = before?.lines.at(-1)?.text ?? '';
  const announced = ending.trimEnd().endsWith(':');
  const adjoins = !announced && endOf(before?.lines.at(-1)) === (record.lines[0]?.number ?? 0) - 1;
  if (indented && adjoins && formBefore === 'prose' && indentation(text) === indentation(ending))
    return 'prose';
  if (!kind.isProse) return undefined;
  return indented || adjoins || /[.!?]$/.test(text.trimEnd()) ? 'prose' : undefined;
}

/** A person's editor breaks lines at this width or wider. */
const LEAST_WIDTH = 40;

/** Whether a line goes on with the sentence of the line right before it. */
function goesOnFrom({ lines }: LogRecord, before: LogRecord | undefined): boolean {
  const [last, first] = [before?.lines.at(-1), lines[0]];
  if (!last || !first || endOf(last) !== first.number - 1) return false;
  return last.text.length >= LEAST_WIDTH && /[a-z,]$/.test(last.text) && /^[a-z]/.test(first.text);
}

/** Output of `openssl s_client`. The rules (`---`) in it do not mean that a person wrote the text. */
const TLS_DIALOGUE = /^(?:CONNECTED\([0-9A-F]{8}\)|SSL handshake has read \d)/;

function isRule({ lines }: LogRecord): boolean {
  return /^---\s*$/.test(lines[0]?.text ?? '');
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}

type OwnForm = RecordForm | 'error' | 'neutral';

function ownForm(record: LogRecord): OwnForm {
  const { head } = record;
  if (head && !head.weak) return 'log';
  if (record.wrapped) return 'log';
  if (isChatLine(record.lines[0]?.text ?? '')) return 'prose';
  if (record.trace) return 'trace';
  if (isErrorDump(record)) return 'error';
  const words = strongest(record.parts);
  if (head === undefined) return record.lines[0]?.atMs !== undefined && words !== 'prose' ? 'log' : words;
  // A bare time before a sentence that a person wrote is a diary, not a log.
  return words === 'prose' || (words === 'code' && head.level === undefined && head.atMs === undefined)
    ? words
    : 'log';
}

function strongest(parts: readonly string[]): LineWords {
  if (parts.length === 1) return lineWords(parts[0] ?? '');
  const words = parts.slice(0, 20).map((part) => lineWords(part));
  const whole = lineWords(parts.slice(0, 20).join(' '));
  if (words.includes('prose') || whole === 'prose') return 'prose';
  return words.includes('error') ? 'error' : words.every((one) => one === 'code') ? 'code' : whole;
}

function share(words: readonly OwnForm[], form: OwnForm): number {
  return words.length === 0 ? 0 : words.filter((one) => one === form).length / words.length;
}

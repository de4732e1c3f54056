import { EXPLAINS } from './explains.ts';
import { isPrintedAdvice, type LineWords } from './line-words.ts';
import type { LogRecord } from './log-record.ts';
import { isReportForm, isTroubleReport } from './trouble-report.ts';

/** A text of more records is a log, whatever was written between them. */
const MOST_RECORDS = 300;
/** A sample shows a message or two; whoever pastes more shows what happened. */
const MOST_IN_SAMPLE = 8;

const TITLE = /^\s{0,3}(?:#{1,6}\s+\S|\*\*[^*]{2,80}\*\*:?\s*$)/;
const ROLE =
  '(?:brokers?|clients?|servers?|consumers?|producers?|publishers?|workers?|nodes?|hosts?|machines?|peers?|apps?)';
/** Titles of evidence rather than of topics: where it comes from, when, what was typed, and the places of a form for reports. */
const SOURCE_TITLE = new RegExp(
  [
    String.raw`\b(?:logs?|output|traces?|stack(?: ?traces?)?|sentry|rollbar|bugsnag|dump|console|stdout|stderr|screenshots?|journal|dmesg|syslog|netstat|ss|lsof|tcpdump|before|after|first|second|attempt|run|today|yesterday|version|environment|config(?:uration)?)\b`,
    String.raw`\b(?:problem|issue|bug|exception|symptoms?|what happen\w+|setup|details|description|summary|evidence|time ?line|impact)\b`,
    '结果|报错|日志|输出|错误信息|Ausgabe|Ergebnis|résultat|sortie|salida|resultado|вывод|результат|лог(?:и|ах)?(?![а-я])',
    String.raw`^\W*(?:(?:on|from|at|by|the|our|my|its) )*${ROLE}(?: (?:side|errors?|messages?|\w{1,2}|\d+))?\W*$`,
    String.raw`\d{1,2}:\d\d|[\w-]+\.[\w-]+\.\w|^\W*[\w.-]*\d[\w.-]*\W*$`,
  ].join('|'),
  'i',
);
const FENCE = /^\s{0,8}(?:```|~~~|`\s*$)/;

/**
 * Whether a text only shows what messages look like: unlike samples under the titles of topics, or samples each of which the
 * sentence before or after explains. Never a person's report of trouble of their own, and not where something else was pasted too.
 */
export function isDocument(
  records: readonly LogRecord[],
  words: readonly (LineWords | 'log' | 'trace' | 'bare')[],
): boolean {
  if (records.length > MOST_RECORDS) return false;
  const samples = samplesOf(records, words);
  if (samples.length === 0 || samples.some(({ count }) => count > MOST_IN_SAMPLE)) return false;
  if (!isTitled(samples, titlesOf(records)) && !samples.every(isExplained)) return false;
  return !isTroubleReport(records) && !isReportForm(records);
}

function titlesOf(records: readonly LogRecord[]): ReadonlySet<string> {
  return new Set(records.map(({ lines }) => lines[0]?.text ?? '').filter((text) => TITLE.test(text)));
}

/** Records that no sentence and no title parts, with what stands around them. */
interface Sample {
  count: number;
  /** The nearest title above. */
  title: string;
  before: string;
  after: string;
}

function samplesOf(records: readonly LogRecord[], words: readonly string[]): Sample[] {
  const samples: Sample[] = [];
  let [title, before] = ['', ''];
  let open: Sample | undefined;
  records.forEach((record, i) => {
    const text = textOf(record);
    if (FENCE.test(text)) return;
    const isTitle = TITLE.test(text);
    if (words[i] !== 'prose' && !isTitle && !isSentence(record, text, words[i])) {
      if (!open) samples.push((open = { count: 0, title, before, after: '' }));
      open.count++;
      return;
    }
    if (open) open.after = text;
    open = undefined;
    if (isTitle) title = record.lines[0]?.text ?? '';
    before = text;
  });
  return samples;
}

function textOf({ lines }: LogRecord): string {
  return lines
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 1000);
}

const FUNCTION_WORD =
  /(?<![\p{L}\p{N}_])(?:the|an?|of|to|in|is|are|was|were|be|been|for|with|that|this|these|it|its|on|as|by|or|and|when|if|not|from|which|can|has|have|than|but)(?![\p{L}\p{N}_])/giu;

function isSentence({ head, trace }: LogRecord, text: string, words: string | undefined): boolean {
  if (head !== undefined || trace || /\d\d:\d\d:\d\d/.test(text.slice(0, 48))) return false;
  if (isPrintedAdvice(text)) return false;
  return EXPLAINS.test(text) || (words === 'neutral' && (text.match(FUNCTION_WORD)?.length ?? 0) >= 3);
}

/** The titles of two topics, each with a sample of its own or right above one. */
function isTitled(samples: readonly Sample[], titles: ReadonlySet<string>): boolean {
  const own = new Set(samples.map(({ title }) => title));
  if (titles.size < 2 || own.has('') || [...own].some((title) => SOURCE_TITLE.test(title))) return false;
  return own.size > 1 || samples.every(({ title, before }) => before.startsWith(title));
}

function isExplained({ before, after }: Sample): boolean {
  return [before, after].some((text) => text !== '' && EXPLAINS.test(text));
}

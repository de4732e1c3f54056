import type { Observation } from '../model/observation.ts';
import { isStackFrame } from '../model/stack-frame.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { isMetricSample } from './metric-sample.ts';
import { isPassedCheck } from './passed-check.ts';
import type { Printed, ReadsLike } from './reads-like.ts';
import { isSettingLine } from './setting-line.ts';

const QUIET_LEVELS = new Set(['debug', 'info', 'notice']);
const ERROR_LEVELS = new Set(['error', 'critical']);
const FORMS = new Set(['log', 'trace', 'bare']);
/** Of a trace the lines that say something, up to so many. */
const MOST_SENTENCES = 6;

/** Makes what finds, for a record that meets no pattern, the signals of the event that it reads like. Healthy levels read like nothing, nor do the lines of long texts. */
export function likelySignals(
  signals: readonly CompiledSignal[],
  readsLike: ReadsLike | undefined,
): (record: Observation) => readonly CompiledSignal[] {
  if (!readsLike) return () => [];
  const signalsOf = (event: string) => signals.filter(({ like }) => like.includes(event));
  return (record) => {
    if (record.isAnyLine || !FORMS.has(record.form ?? '')) return [];
    if (QUIET_LEVELS.has(String(record.fields['level'] ?? ''))) return [];
    const event = eventOf(sentencesOf(record), (text) => readsLike(text, printedAs(record)));
    return event === undefined ? [] : signalsOf(event).filter(({ accepts }) => accepts(record));
  };
}

/** Its level, not its wrapper, says whether a program reports an error. */
function printedAs({ form, fields }: Observation): Printed {
  if (form !== 'log') return 'line';
  return ERROR_LEVELS.has(String(fields['level'] ?? '')) ? 'error' : 'record';
}

function eventOf(sentences: readonly string[], readsLike: ReadsLike): string | undefined {
  for (const sentence of sentences) {
    const event = readsLike(withoutNames(sentence));
    if (event) return event;
  }
  return undefined;
}

/** The lines of a record, without the frames of a stack, samples of metrics and checks that passed; of one without a head not what a person says of themselves. */
function sentencesOf({ text, form }: Observation): string[] {
  const lines = text
    .split('\n')
    .filter((line) => !isStackFrame(line.trimStart()) && !isMetricSample(line) && !isPassedCheck(line));
  const printed =
    form === 'bare'
      ? lines.filter((line) => !isPersonal(line) && !isParagraph(line) && !isSettingLine(line))
      : lines;
  return printed.slice(0, MOST_SENTENCES);
}

const PERSONS = new Set(['i', 'we', "i'm", "i've", 'my', 'our', "we've"]);

function isPersonal(line: string): boolean {
  return line
    .toLowerCase()
    .split(' ')
    .some((word) => PERSONS.has(word));
}

/** A program prints one sentence or two on a line; who explains writes more. */
const MOST_STATEMENTS = 2;

function isParagraph(line: string): boolean {
  const starts = line.split('. ').filter((part) => part.charAt(0) !== part.charAt(0).toLowerCase());
  return starts.length > MOST_STATEMENTS && line.trimEnd().endsWith('.');
}

/** The name of somebody's host (`ada@netsplit.example`), where a server is found (`pulsar+ssl://…`), that a secret follows, and a level (`[alert]` is not one of TLS) say nothing of what happened. */
function withoutNames(text: string): string {
  if (!NAME_MARKS.some((mark) => text.includes(mark))) return text;
  return text
    .split(' ')
    .filter((word) => !isMailbox(word) && !isSecret(word) && !word.includes(SCHEME_END) && word !== ALERT)
    .join(' ');
}

const SCHEME_END = '://';
const ALERT = '[alert]';
const NAME_MARKS = ['@', '=', SCHEME_END, ALERT];

const SECRETS = ['password=', 'passwd=', 'pwd=', 'secret=', 'token='];

function isSecret(word: string): boolean {
  const lower = word.toLowerCase();
  return SECRETS.some((key) => lower.startsWith(key));
}

function isMailbox(word: string): boolean {
  return word.includes('@') && word.lastIndexOf('.') > word.indexOf('@');
}

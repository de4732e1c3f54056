import type { RecordForm } from '../../model/observation.ts';
import { hasMessageCode, isExceptionLine } from './line-shape.ts';
import type { LogRecord } from './log-record.ts';

/** Whoever pastes bare messages pastes a few; so many lines without a head are a listing, a manual, a licence. */
const MOST_PASTED = 4;
/** With a head before so many of its records, a text is a log, and the lines between are what its programs print besides. */
const LEAST_LOG_SHARE = 0.2;
/** What programs put before a message: its level, or the name of the program, then what it could not do. */
const LEVEL_START =
  /^\s{0,8}(?:[\w./-]{1,40}(?:\[\d{1,7}\])?: )?[[(]?(?:error|err|fatal|warn|warning|crit|critical|alert|emerg|panic|severe|failure)\b[\])]?(?::|\s{1,4}[-–|] |\s?\(\d|\s?\[|\s?\d{2,6}\b)/i;
const PROGRAM_START =
  /^\s{0,4}[\w./-]{1,40}(?:\[\d{1,7}\])?: (?:.{1,80}: )?(?:could not|couldn't|cannot|can't|can not|failed|unable|connection |connect |no route|network is|host is|operation timed out|access |permission |authentication |login |unexpected |invalid |unknown |broken pipe|too many |lost |timed out|timeout|not )/i;

/** Whether a text is so long, and so poor in heads, that a line of it need not be a message. */
export function isLongText(records: readonly LogRecord[], forms: readonly RecordForm[]): boolean {
  const logged = forms.filter((form) => form === 'log' || form === 'trace').length;
  return records.length - logged > MOST_PASTED && logged < records.length * LEAST_LOG_SHARE;
}

/** Whether a line without a head begins as messages do, wherever it stands: an exception, a code, a level, a program that names what it could not do. */
export function beginsAsMessage({ lines }: LogRecord): boolean {
  const text = (lines[0]?.text ?? '').slice(0, 400);
  if (isExceptionLine(text.trimStart()) || hasMessageCode(text)) return true;
  return LEVEL_START.test(text) || PROGRAM_START.test(text);
}

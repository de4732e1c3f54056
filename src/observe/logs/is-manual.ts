import type { LineWords } from './line-words.ts';
import type { LogRecord } from './log-record.ts';
import { isReportForm } from './trouble-report.ts';

/** Nobody writes so much of one incident under so many titles. */
const LEAST_RECORDS = 40;
const LEAST_TITLES = 4;
const LEAST_PROSE_SHARE = 0.3;
/** Of evidence there is more than a sample now and then. */
const MOST_SHOWN_SHARE = 0.05;

const TITLE = /^\s{0,3}#{1,6}\s+\S/;
const UNDERLINE = /^([=\-~^"'`*+#])\1{3,}\s*$/;

/** Whether a text is a manual: long, written in sentences under titles, and what programs print only stands in it here and there. */
export function isManual(
  records: readonly LogRecord[],
  words: readonly (LineWords | 'log' | 'trace' | 'bare')[],
): boolean {
  if (records.length < LEAST_RECORDS || isReportForm(records)) return false;
  const share = (...kinds: readonly string[]) =>
    words.filter((one) => kinds.includes(one)).length / records.length;
  if (share('prose') < LEAST_PROSE_SHARE || share('log', 'trace') > MOST_SHOWN_SHARE) return false;
  const titles = records.filter(({ lines }) =>
    lines.some(({ text }) => TITLE.test(text) || UNDERLINE.test(text)),
  ).length;
  return titles >= LEAST_TITLES;
}

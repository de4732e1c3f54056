import type { Failures } from '../../failures.ts';
import type { Role } from '../../model/input.ts';
import type { Observation, RecordForm } from '../../model/observation.ts';
import type { Line } from '../line.ts';
import { decodeEntities } from '../wrappers/entities.ts';
import { gatherRecords } from './gather-records.ts';
import type { LogRecord } from './log-record.ts';
import { beginsAsMessage, isLongText } from './long-text.ts';
import { recordForms } from './record-form.ts';
import { toObservation } from './to-observation.ts';

/** What was read from the log of one stream: its records as observations, the formats found, and how many lines were not readable text. */
export interface LogRead {
  observations: Observation[];
  formats: string[];
  unread: number;
}

/**
 * Reads the lines of one stream (one file, container or pod) as log records. `stretches` are the lines between the tables,
 * captures and configurations in it: no record reaches from one into the next, but all are judged together. Every readable line ends up in some observation:
 * records with a head, stack traces, bare messages, and prose or code, distinguished by `form`. What a step throws is noted in
 * `failures` and costs the record at which it was thrown, or its head; the rest is read.
 */
export function readLog(
  stretches: readonly (readonly Line[])[],
  context: { input: string; role?: Role },
  failures: Failures,
): LogRead {
  const gathered = stretches.map((lines) =>
    gatherRecords(repairFirstLine(lines.map(withoutEntities)), failures),
  );
  const records = gathered.flatMap((one) => one.records);
  const unread = gathered.reduce((sum, one) => sum + one.unread, 0);
  const forms = formsOf(records, failures);
  const isLong = isLongText(records, forms);
  const formats = new Set<string>();
  const observations = records.flatMap((record, i) => {
    const form = forms[i] ?? 'bare';
    const observation = failures.contain(
      'log record',
      () => toObservation(record, form, context),
      record.lines[0]?.number,
    );
    if (!observation) return [];
    if (isLong && form === 'bare' && !beginsAsMessage(record)) observation.isAnyLine = true;
    formats.add(
      record.head?.format ??
        (form === 'trace' ? 'stack trace' : form === 'log' ? 'plain log' : `${form} text`),
    );
    return [observation];
  });
  return { observations, formats: [...formats], unread };
}

/** When the records can't be judged together, each is judged alone. */
function formsOf(records: readonly LogRecord[], failures: Failures): RecordForm[] {
  const form = (some: readonly LogRecord[]) =>
    failures.contain('form of a record', () => recordForms(some), some[0]?.lines[0]?.number);
  return form(records) ?? records.map((record) => form([record])?.[0] ?? 'bare');
}

function withoutEntities(line: Line): Line {
  const text = decodeEntities(line.text);
  return text === line.text ? line : { ...line, text };
}

const CUT = /^\d{0,3}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;
const WHOLE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;

/** Restores the digits of the year that the first line lost when it was copied, if the line below has a whole date. */
function repairFirstLine(lines: readonly Line[]): readonly Line[] {
  const [first, second, ...rest] = lines;
  if (!first || !second || !CUT.test(first.text.slice(0, 24))) return lines;
  const lost = 4 - first.text.indexOf('-');
  const whole = second.text.slice(0, 4);
  if (!WHOLE.test(second.text.slice(0, 24)) || !whole.endsWith(first.text.slice(0, 4 - lost))) return lines;
  return [{ ...first, text: whole.slice(0, lost) + first.text }, second, ...rest];
}

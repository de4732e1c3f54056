import type { FieldValue } from '../../model/fields.ts';
import type { Role } from '../../model/input.ts';
import type { Observation, RecordForm } from '../../model/observation.ts';
import { isYearless } from '../../model/yearless-time.ts';
import type { Line } from '../line.ts';
import { extractFields } from './extract-fields.ts';
import { setField } from './fields/set-field.ts';
import type { LogRecord } from './log-record.ts';
import { quotedLine } from './quoted-line.ts';
import { withoutUrlSettings } from './url-settings.ts';

/** Turns a gathered record into an observation: joined text, lines as given, time, and the fields found in its head, wrapper and text. */
export function toObservation(
  record: LogRecord,
  form: RecordForm,
  context: { input: string; role?: Role },
): Observation {
  const { lines, parts } = record;
  const first = lines[0];
  const last = lines[lines.length - 1];
  const given = parts.length === 1 ? (parts[0] ?? '') : joinParts(parts);
  const quoted = form === 'bare' && record.head === undefined ? quotedLine(given) : undefined;
  const { text, head } = quoted ?? { text: given, head: record.head };
  const atMs = timeOf(head?.atMs, first);
  const fields: Record<string, FieldValue> = {};
  setField(fields, 'product', head?.product);
  setField(fields, 'level', head?.level ?? first?.level);
  setField(fields, 'pid', head?.pid);
  setField(fields, 'logger', head?.logger ?? first?.logger);
  setField(fields, 'host', head?.host ?? first?.host);
  if (head?.fields) Object.assign(fields, head.fields);
  extractFields(text, fields);
  const linesGiven = givenLines(record);
  const observation: Observation = {
    kind: 'log',
    at: {
      input: context.input,
      line: first?.number ?? 1,
      endLine: last?.lastNumber ?? last?.number ?? 1,
      ...gaps(linesGiven),
    },
    text: withoutUrlSettings(text),
    verbatim: linesGiven.map(({ verbatim }) => verbatim).join('\n'),
    form,
    fields,
  };
  if (context.role !== undefined) observation.role = context.role;
  if (atMs !== undefined) observation.atMs = atMs;
  if (record.isCut) observation.isCut = true;
  if (lines.some(({ isAtEdge }) => isAtEdge)) observation.isAtEdge = true;
  return observation;
}

/** The record's own time; where it has no year, a collector's that has one, but not that of the delivery, which may be days later. */
function timeOf(own: number | undefined, first: Line | undefined): number | undefined {
  const isDelivery = first?.atMs === first?.arrivedMs;
  if (own !== undefined && (!isYearless(own) || isDelivery)) return own;
  return first?.atMs ?? own;
}

/** In an Erlang report nothing follows the head, so the message begins on the next line. */
function joinParts(parts: readonly string[]): string {
  return parts[0]?.trim() === '' ? parts.slice(1).join('\n') : parts.join('\n');
}

/** Lines that came from one given line (a JSON string with line breaks) are quoted once. */
function givenLines({ lines }: LogRecord): readonly Line[] {
  if (lines.length === 1) return lines;
  return lines.filter(
    ({ number, verbatim }, i) => number !== lines[i - 1]?.number || verbatim !== lines[i - 1]?.verbatim,
  );
}

function gaps(lines: readonly Line[]): { lines?: readonly number[] } {
  const numbers = lines.flatMap(({ number, lastNumber = number }) =>
    Array.from({ length: lastNumber - number + 1 }, (_, i) => number + i),
  );
  return numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1)
    ? {}
    : { lines: numbers };
}

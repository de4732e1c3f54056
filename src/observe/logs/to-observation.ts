import type { FieldValue } from '../../model/fields.ts';
import type { Role } from '../../model/input.ts';
import type { Observation, RecordForm } from '../../model/observation.ts';
import { extractFields } from './extract-fields.ts';
import type { LogRecord } from './log-record.ts';

/** Turns a gathered record into an observation: joined text, given lines, time, and the fields its head, wrapper and words yield. */
export function toObservation(
  record: LogRecord,
  form: RecordForm,
  context: { input: string; role?: Role },
): Observation {
  const { lines, parts, head } = record;
  const first = lines[0];
  const last = lines[lines.length - 1];
  const text = parts.length === 1 ? (parts[0] ?? '') : joinParts(parts);
  const atMs = head?.atMs ?? first?.atMs;
  const fields: Record<string, FieldValue> = {};
  put(fields, 'product', head?.product);
  put(fields, 'level', head?.level ?? first?.level);
  put(fields, 'pid', head?.pid);
  put(fields, 'logger', head?.logger ?? first?.logger);
  put(fields, 'host', head?.host ?? first?.host);
  if (head?.fields) Object.assign(fields, head.fields);
  extractFields(text, fields);
  const observation: Observation = {
    kind: 'log',
    at: { input: context.input, line: first?.number ?? 1, endLine: last?.number ?? first?.number ?? 1 },
    text,
    verbatim: lines.length === 1 ? (first?.verbatim ?? '') : joinVerbatim(record),
    form,
    fields,
  };
  if (context.role !== undefined) observation.role = context.role;
  if (atMs !== undefined) observation.atMs = atMs;
  return observation;
}

/** Erlang reports have nothing behind their head, so the message begins on the next line. */
function joinParts(parts: readonly string[]): string {
  return parts[0]?.trim() === '' ? parts.slice(1).join('\n') : parts.join('\n');
}

/** Lines that came from one given line (a JSON string with line breaks) are quoted once. */
function joinVerbatim(record: LogRecord): string {
  return record.lines
    .filter(
      (line, i) =>
        line.number !== record.lines[i - 1]?.number || line.verbatim !== record.lines[i - 1]?.verbatim,
    )
    .map((line) => line.verbatim)
    .join('\n');
}

function put(fields: Record<string, FieldValue>, name: string, value: string | undefined): void {
  if (value !== undefined && value !== '') fields[name] = value;
}

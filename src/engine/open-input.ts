import type { Collector } from '../detect/collector.ts';
import { createFailures } from '../failures.ts';
import type { InputReport } from '../model/diagnosis.ts';
import type { InputSource } from '../model/input.ts';
import { DATED_LEVEL_START } from '../observe/log-start.ts';
import { linesOf, type Observed, observe, observeLines, snapshotNames } from '../observe/observe.ts';
import { decode } from '../observe/wrappers/decode.ts';
import { type Piece, prefilterLog } from './prefilter.ts';

/** Inputs up to this size are read whole; of a larger log only the records around literals are read. */
const READ_WHOLE_BYTES = 2 << 20;
/** A JSON document cannot be read in parts, so up to this size it is read whole. */
const DOCUMENT_BYTES = 64 << 20;

/** Takes one input's bytes in chunks of whole lines. Call `end` once, with the number of lines that were cut for their length. */
export interface InputSession {
  write(chunk: Uint8Array): void;
  end(cutLines?: number): void;
}

/** Opens an input. Its observations go to the collector; `onEnd` gets the report of what was read. */
export function openInput(
  source: InputSource,
  collector: Collector,
  onEnd: (report: InputReport) => void,
): InputSession {
  const nextSnapshot = snapshotNames(source.name);
  const report = {
    ...sourceFields(source),
    formats: new Set<string>(),
    records: 0,
    unreadLines: 0,
    bytes: 0,
  };
  const failures = createFailures();
  const note = ({ observations, formats, unread }: Observed) => {
    for (const format of formats) report.formats.add(format);
    report.records += observations.length;
    report.unreadLines += unread;
    collector.add(observations, failures);
  };
  const readPieces = (pieces: readonly Piece[]) => {
    const lines = pieces.flatMap(({ bytes, firstLine }) => linesOf(decode(bytes), firstLine));
    note(observeLines(lines, source, nextSnapshot, failures));
  };
  let held: Uint8Array[] = [];
  let large: ReturnType<typeof prefilterLog> | undefined;
  return {
    write(chunk) {
      report.bytes += chunk.length;
      if (large) return large.write(chunk);
      held.push(chunk.slice());
      if (report.bytes <= (beginsDocument(held) ? DOCUMENT_BYTES : READ_WHOLE_BYTES)) return;
      large = prefilterLog(collector.createPrefilter(), readPieces, (sample) => holdsRows(sample, source));
      for (const part of held) large.write(part);
      held = [];
    },
    end(cutLines = 0) {
      if (!large) note(observe(decode(concat(held)), source, nextSnapshot, 1, failures));
      const failed = failures.list();
      onEnd({
        ...report,
        formats: [...report.formats],
        unreadLines: report.unreadLines + cutLines,
        ...(failed.length > 0 ? { failures: failed } : {}),
      });
    },
  };
}

/** Whether most lines of a sample are rows of a table rather than records of a log. */
function holdsRows(sample: Uint8Array, source: InputSource): boolean {
  const text = decode(sample);
  if (DATED_LEVEL_START.test(text)) return false;
  const { observations } = observe(text, source);
  return (
    observations.filter(({ kind }) => kind !== 'log' && kind !== 'setting').length * 2 > observations.length
  );
}

function sourceFields({ name, role }: InputSource): Pick<InputReport, 'input' | 'role'> {
  return { input: name, ...(role ? { role } : {}) };
}

/** Whether an input begins like one JSON document rather than a log of JSON lines: a bracket alone in its line, or no line end in the first 4 KiB. */
function beginsDocument([first]: readonly Uint8Array[]): boolean {
  const text = decode(first?.subarray(0, 4096) ?? new Uint8Array());
  return (
    /^\s*[[{]\s*(?:$|["[{]\s*(?:\n|$))/.test(text.slice(0, 64)) ||
    (/^\s*[[{]/.test(text) && !text.includes('\n'))
  );
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

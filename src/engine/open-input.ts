import type { Collector } from '../detect/collector.ts';
import { pauseBeforeFailure } from '../detect/derive/pause-before-failure.ts';
import { isChange } from '../detect/kinds/is-change.ts';
import { isEndedAlert } from '../detect/kinds/is-ended-alert.ts';
import type { JudgesPage } from '../detect/kinds/judge-page.ts';
import type { KnownMatches } from '../detect/known-matches.ts';
import { isSearchedWhole } from '../detect/searched-text.ts';
import { createFailures, type Failures } from '../failures.ts';
import type { InputReport } from '../model/diagnosis.ts';
import type { InputSource } from '../model/input.ts';
import type { Observation } from '../model/observation.ts';
import { captureFormat } from '../observe/captures/files/capture-file.ts';
import { type CaptureReading, readCaptureFile } from '../observe/captures/files/read-capture-file.ts';
import type { Line } from '../observe/line.ts';
import { linesOf, type Observed, observe, observeLines, snapshotNames } from '../observe/observe.ts';
import type { DayOrder } from '../observe/times/day-order.ts';
import { placeYears, type YearPlacer } from '../observe/times/place-years.ts';
import { createTimeDialect, type TimeDialect } from '../observe/times/time-dialect.ts';
import { decode } from '../observe/wrappers/decode.ts';
import { asExamples, knownAlone, writtenAsExamples } from './as-examples.ts';
import { PlannedRecord } from './familiar/planned-record.ts';
import type { Lines } from './held-rows.ts';
import { holdsRows } from './holds-rows.ts';
import { openCapture } from './large-captures.ts';
import type { LargeTables } from './large-tables.ts';
import type { Likeness } from './likeness.ts';
import { prefilterLog } from './prefilter.ts';
import { readRegions } from './read-regions.ts';
import { type IsTable, middleLines } from './table-stretches.ts';

/** Inputs up to this size are read whole; of a larger log only the records around literals are read. */
const READ_WHOLE_BYTES = 2 << 20;
/** Smaller tables than this have fewer rows than are kept; of the rows of several larger ones some are chosen when all are there. */
const TABLE_BYTES = 640 << 10;
/** A JSON document cannot be read in parts, so up to this size it is read whole. */
const DOCUMENT_BYTES = 64 << 20;

/** Takes one input's bytes in chunks of whole lines, or the bytes of a capture file in pieces of any size, the first of at least 12 bytes. Call `end` once, with the number of lines that were cut for their length. */
export interface InputSession {
  write(chunk: Uint8Array): void;
  end(cutLines?: number): void;
}

/** An input that has ended. */
export interface EndedInput {
  /** What was read of it, after `settle`. */
  report(): InputReport;
  /** Collects the records whose year only other inputs tell; their latest time, if there is one, is that of the collector. */
  settle(): void;
}

/**
 * Opens an input. Its observations go to the collector; `onEnd` gets what is known of it. Whether it explains or reports, and what its
 * prose tells, is read where it is small enough to be read whole.
 */
export function openInput(
  source: InputSource,
  collector: Collector,
  tables: LargeTables,
  onEnd: (ended: EndedInput) => void,
  likeness?: Pick<Likeness, 'readsTellings' | 'judgesPage' | 'tellsNoTrouble'>,
): InputSession {
  const reading = startReading(source, collector, likeness);
  let held: Uint8Array[] = [];
  let large: ReturnType<typeof openLarge> | undefined;
  let capture: CaptureReading | undefined;
  const isTable = ([first]: readonly Uint8Array[]) =>
    first !== undefined && holdsRows(middleLines(first), source);
  const readInParts = () => {
    large = openLarge(source, collector, tables, reading);
    for (const part of held) large.write(part);
    held = [];
  };
  return {
    write(chunk) {
      const format = reading.report.bytes === 0 ? captureFormat(chunk) : undefined;
      if (format) capture = readCaptureFile(format, source);
      reading.report.bytes += chunk.length;
      if (capture) return capture.write(chunk);
      if (large) return large.write(chunk);
      held.push(chunk.slice());
      if (reading.report.bytes > (beginsDocument(held) ? DOCUMENT_BYTES : READ_WHOLE_BYTES)) readInParts();
    },
    end(cutLines = 0) {
      if (!large && !capture && reading.report.bytes > TABLE_BYTES && isTable(held)) readInParts();
      if (capture) reading.observed(capture.end());
      else if (large) large.end();
      else reading.whole(decode(concat(held)));
      reading.report.unreadLines += cutLines;
      onEnd(reading.end());
    },
  };
}

/** What has been read of one input. */
function startReading(
  source: InputSource,
  collector: Collector,
  likeness: Pick<Likeness, 'readsTellings' | 'judgesPage' | 'tellsNoTrouble'> | undefined,
) {
  const dialect = createTimeDialect();
  const years = placeYears(source);
  const nextSnapshot = snapshotNames(source.name);
  const failures = createFailures();
  const formats = new Set<string>();
  const report = { ...sourceFields(source), records: 0, unreadLines: 0, bytes: 0 };
  let partlySearched = 0;
  const note = (observed: Observed, known?: KnownMatches) => {
    for (const format of observed.formats) formats.add(format);
    report.records += observed.observations.length;
    report.unreadLines += observed.unread;
    partlySearched += observed.observations.filter(isPartlySearched).length;
    nameOrigin(observed.observations, source);
    collector.add(years.take(observed.observations), failures, known);
  };
  const read = (lines: readonly Line[]) => observeLines(lines, source, nextSnapshot, failures);
  return {
    report,
    dialect,
    observed: note,
    read,
    lines: (lines: readonly Line[]) => note(read(lines)),
    whole(text: string) {
      const observed = observe(text, source, nextSnapshot, 1, failures, dialect);
      const { observations } = observed;
      const page = failures.contain('kind of text', () => kindOf(observations, likeness));
      if (page) return note(page === 'page' ? asExamples(observed) : knownAlone(observed));
      const isHearsay = failures.contain('tellings', () => likeness?.tellsNoTrouble(observations)) ?? false;
      note(isHearsay ? writtenAsExamples(observed) : observed);
      collector.add(readTogether(observations, likeness, failures), failures);
    },
    end(): EndedInput {
      collector.add(years.end(), failures);
      return {
        report: () => ({
          ...report,
          ...(partlySearched > 0 ? { partlySearched } : {}),
          formats: [...formats],
          ...notesOf(years, dialect, failures),
        }),
        settle: () => collector.add(years.endBeside(collector.context.lastMs), failures),
      };
    },
  };
}

/** What the records of a text say only together: what people tell in it, and the pause before a failure. */
function readTogether(
  observations: readonly Observation[],
  likeness: Pick<Likeness, 'readsTellings'> | undefined,
  failures: Failures,
): Observation[] {
  return [
    ...(failures.contain('tellings', () => likeness?.readsTellings(observations)) ?? []),
    ...(failures.contain('pauses', () => pauseBeforeFailure(observations)) ?? []),
  ];
}

/** Notices of alerts that have ended, and descriptions of changes, are read like pages: what they show is not so now. */
function kindOf(
  observations: readonly Observation[],
  likeness: Pick<Likeness, 'judgesPage'> | undefined,
): ReturnType<JudgesPage> {
  if (isEndedAlert(observations) || isChange(observations)) return 'page';
  return likeness?.judgesPage(observations);
}

function nameOrigin(observations: readonly Observation[], { machine, stream }: InputSource): void {
  if (machine === undefined && stream === undefined) return;
  for (const one of observations) {
    if (machine !== undefined && one.kind !== 'log') one.machine = machine;
    if (stream !== undefined && one.kind === 'log') one.stream = stream;
  }
}

/** Reads only the records around literals, once the input shows how its dates are written. Of records that are alike only the first ones are read in full. */
function openLarge(
  source: InputSource,
  collector: Collector,
  tables: LargeTables,
  { report, dialect, read, observed }: ReturnType<typeof startReading>,
): { write(chunk: Uint8Array): void; end(): void } {
  const linesIn = (chunk: Uint8Array, { start, end, line }: Lines) =>
    linesOf(decode(chunk.subarray(start, end)), line, source);
  const readLines = (chunk: Uint8Array, regions: readonly Lines[]) =>
    read(dialect.take(regions.flatMap((region) => linesIn(chunk, region))));
  const readRecords = readRegions({
    read: readLines,
    hasOneDialect: () => Object.keys(dialect.unknownZones()).length === 0,
    take: observed,
  });
  const table = tables.open({
    name: source.name,
    read: (chunk, lines) => read(dialect.take(linesTogether(chunk, lines, source))),
    take: observed,
    counted: (rows) => {
      report.records += rows;
    },
  });
  const readOthers = (lines: readonly Line[]) => observed(read(dialect.take(lines)));
  const capture = openCapture(source, readOthers);
  const isTable: IsTable = (sample) => holdsRows(sample, source);
  const log = prefilterLog(collector.createPrefilter(), readRecords, isTable, [capture, table]);
  return {
    write(chunk) {
      readDates(chunk, dialect.dayOrder);
      log.write(chunk);
    },
    end() {
      observed(capture.end());
      observed(read(dialect.end()));
    },
  };
}

/** Reads lines of a table as if nothing stood between them: one by one they would take ten times as long. */
function linesTogether(chunk: Uint8Array, lines: readonly Lines[], source: InputSource): readonly Line[] {
  const texts = lines.map(({ start, end }) => decode(chunk.subarray(start, end)));
  const numbers = texts.flatMap((text, i) => {
    const count = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return Array.from({ length: count }, (_, nth) => (lines[i]?.line ?? 0) + nth);
  });
  const numberOf = (nth: number) => numbers[nth - 1] ?? nth;
  return linesOf(texts.join(''), 1, source).map((line) => ({
    ...line,
    number: numberOf(line.number),
    ...(line.lastNumber === undefined ? {} : { lastNumber: numberOf(line.lastNumber) }),
  }));
}

/** The lines around the literals alone may not tell which number of a date is the month. */
function readDates(chunk: Uint8Array, dayOrder: DayOrder): void {
  if (!dayOrder.seeks()) return;
  for (const line of decode(chunk).split('\n')) {
    if (!dayOrder.seeks()) return;
    dayOrder.read(line, undefined);
  }
}

function notesOf(
  years: YearPlacer,
  dialect: TimeDialect,
  failures: Failures,
): Pick<InputReport, 'yearless' | 'unknownZones' | 'failures'> {
  const [yearless, unknownZones, failed] = [years.note(), dialect.unknownZones(), failures.list()];
  return {
    ...(yearless ? { yearless } : {}),
    ...(Object.keys(unknownZones).length > 0 ? { unknownZones } : {}),
    ...(failed.length > 0 ? { failures: failed } : {}),
  };
}

function isPartlySearched(one: Observation): boolean {
  // What is read by a plan is short, and only asking it for its text would make one.
  return one.kind === 'log' && !(one instanceof PlannedRecord) && !isSearchedWhole(one.text);
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

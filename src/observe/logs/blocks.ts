import type { Line } from '../line.ts';
import { isFenceLine } from './line-shape.ts';
import type { LogRecord } from './log-record.ts';

/** In a longer text the lines between blank ones may belong to one program. */
const MOST_RECORDS = 60;

/** Records between fences, where people paste what programs printed. */
export function fencedRecords(records: readonly LogRecord[]): Set<LogRecord> {
  const fenced = new Set<LogRecord>();
  let open = false;
  for (const record of records) {
    if (isFence(record)) open = !open;
    else if (open) fenced.add(record);
  }
  return fenced;
}

/** For each record of a short text the share of code (0 to 1) in its block: what no blank line and no fence parts. */
export function codeOfBlocks(records: readonly LogRecord[], isCode: (at: number) => boolean): number[] {
  const shares: number[] = [];
  if (records.length > MOST_RECORDS) return shares;
  let [from, code] = [0, 0];
  records.forEach((record, i) => {
    code += Number(isCode(i));
    if (goesOn(record, records[i + 1])) return;
    const share = code / (i + 1 - from);
    for (; from <= i; from++) shares.push(share);
    code = 0;
  });
  return shares;
}

function goesOn(record: LogRecord, next: LogRecord | undefined): boolean {
  const first = next?.lines[0];
  const adjoins = first !== undefined && endOf(record.lines.at(-1)) === first.number - 1;
  return adjoins && !isFence(record) && !isFence(next);
}

/** The number in the input at which a line ends that may have been joined out of several. */
export function endOf(line: Line | undefined): number | undefined {
  return line?.lastNumber ?? line?.number;
}

function isFence(record: LogRecord | undefined): boolean {
  return record?.lines.some(({ text }) => isFenceLine(text)) ?? false;
}

import { utcMs } from './time-parts.ts';

/** A date of two short numbers and a year before a clock, near the start of a line, where heads and prefixes put their time. */
const SHORT_DATE = /^(.{0,60}?(?<![\d/]))(\d{1,2})\/(\d{1,2})\/(\d{4})(?=[ ,T]{1,2}\d{1,2}:\d\d)/;
const LAST_MONTH = 12;
/** A log with such dates has one among its first lines. */
const FIRST_LINES = 1_000;
const DAY_MS = 86_400_000;

interface ShortDate {
  before: string;
  first: number;
  second: number;
  year: number;
}

/** Finds out whether the days or the months of an input's dates stand first (`03/04/2026`); the first proof decides. */
export interface DayOrder {
  /** Takes the lines in order; `arrivedMs` is when a line was delivered. */
  read(text: string, arrivedMs: number | undefined): void;
  /** Whether a line read so far needed a proof, and none came. */
  isOpen(): boolean;
  /** Whether further lines may prove it: dates of this shape came early on, and no proof yet. */
  seeks(): boolean;
  /** Ends the wait: the months stand first. */
  close(): void;
  /** The line with its month first, as times are read. */
  monthFirst(text: string): string;
}

/** Starts on one input. Without a proof the months stand first. */
export function createDayOrder(): DayOrder {
  let dayFirst: boolean | undefined;
  let needsProof = false;
  let last: ShortDate | undefined;
  let count = 0;
  const seeks = () => dayFirst === undefined && (last !== undefined || count < FIRST_LINES);
  return {
    seeks,
    read(text, arrivedMs) {
      count++;
      if (dayFirst !== undefined) return;
      const date = shortDate(text);
      if (!date) return;
      dayFirst = ownProof(date) ?? (last && stepProof(last, date)) ?? arrivalProof(date, arrivedMs);
      needsProof ||= ownProof(date) === undefined;
      last = date;
    },
    isOpen: () => needsProof && dayFirst === undefined,
    close() {
      dayFirst ??= false;
    },
    monthFirst(text) {
      const date = dayFirst ? shortDate(text) : undefined;
      if (!date || date.first > LAST_MONTH) return text;
      const rest = text.slice(text.indexOf('/', text.indexOf('/', date.before.length) + 1));
      return `${date.before}${date.second}/${date.first}${rest}`;
    },
  };
}

function shortDate(text: string): ShortDate | undefined {
  const found = text.includes('/') ? SHORT_DATE.exec(text.slice(0, 120)) : null;
  if (!found) return undefined;
  const [, before = '', first, second, year] = found;
  return { before, first: Number(first), second: Number(second), year: Number(year) };
}

/** A number above 12 is no month. */
function ownProof({ first, second }: ShortDate): boolean | undefined {
  if (first > LAST_MONTH === second > LAST_MONTH) return undefined;
  return first > LAST_MONTH;
}

/** From one line to the next a log goes on by a day, hardly ever by exactly a month. */
function stepProof(before: ShortDate, now: ShortDate): boolean | undefined {
  if (before.year !== now.year) return undefined;
  const steps = [now.first - before.first, now.second - before.second].join();
  if (steps === '1,0') return true;
  return steps === '0,1' ? false : undefined;
}

/** Most lines arrive on the day on which they were written. */
function arrivalProof(
  { first, second, year }: ShortDate,
  arrivedMs: number | undefined,
): boolean | undefined {
  if (arrivedMs === undefined) return undefined;
  const isNear = (month: number, day: number) =>
    Math.abs((utcMs(year, month, day, 12, 0, 0) ?? Infinity) - arrivedMs) < 1.5 * DAY_MS;
  const [asDay, asMonth] = [isNear(second, first), isNear(first, second)];
  return asDay === asMonth ? undefined : asDay;
}

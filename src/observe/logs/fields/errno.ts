import { lazily } from '../../../lazily.ts';
import type { Operation } from '../../../model/errno-kind.ts';
import {
  BEFORE_NUMBER,
  bracketedOf,
  ERRNO_KINDS,
  type ErrnoSpelling,
  NUMBER_LEADS,
  spellingsOf,
} from '../../../model/errno-spellings.ts';
import { createSpellingIndex, type Standing } from './errno-index.ts';
import { operationNear } from './operation.ts';

/** What failed: the POSIX name of the error, and the call that met it, where that is known. */
export interface Errno {
  errno: string;
  operation?: Operation;
}

type Meaning = ErrnoSpelling | 'lead' | 'number' | 'bracketed';

const KINDS = new Map(ERRNO_KINDS.map((kind) => [kind.errno, kind]));
/** Linux, BSD and Winsock numbers; those of name resolution are below zero. */
const NUMBERS = new Map(
  ERRNO_KINDS.flatMap(({ errno, linux, bsd, windows, gai }) =>
    [linux, bsd, windows, ...gai].flatMap((number) =>
      number === undefined ? [] : [[number, errno] as const],
    ),
  ),
);
const WIN32_NUMBERS = new Map(
  ERRNO_KINDS.flatMap(({ errno, win32 }) => win32.map((number) => [number, errno] as const)),
);
const spellings = lazily(() =>
  createSpellingIndex<Meaning>([
    ...ERRNO_KINDS.flatMap(spellingsOf).map((means) => ({ text: means.text.toLowerCase(), means })),
    ...NUMBER_LEADS.map((text) => ({ text, means: 'lead' as const })),
    ...ERRNO_KINDS.flatMap(bracketedOf).map((text) => ({ text, means: 'bracketed' as const })),
    ...ERRNO_KINDS.flatMap(({ windows }) =>
      windows === undefined ? [] : [{ text: String(windows), means: 'number' as const }],
    ),
  ]),
);

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}_]/u;
const NUMBER_BEHIND = /^["']?[\s=:(\]"']{0,4}(-?\d{1,5})(?![\d.:])/;
/** "The read operation timed out" tells of a program's own limit. */
const BEGINS_STATEMENT = /(?:^|[:\])('"=,|>]\s?|[-–]\s|\n\s*)$/;
const ERROR_BEFORE =
  /(?:err(?:or|no)?|wsa\w*|winsock|sock(?:et)?|code|failed|exception|status)\b[^\n.]{0,24}$|\(-1,? $/i;
/** What a line says before a number of a failed call that stands in brackets. A status of HTTP has the same digits. */
const FAILED_BEFORE =
  /fail|error|can.?t\b|cannot|could not|unable|refus|\bret(?:urn\w*)?\b|\brc\b|\bresult\b/i;
const OF_HTTP = /\bhttp|websocket|status/i;
/** Spellings of one failure stand side by side: a class, a number, words. */
const SIDE_BY_SIDE_CHARS = 40;

/**
 * The failure of which a text tells, in whatever spelling (knowledge/failures.yml). Of several the first; words and symbols go before
 * numbers, which mean different things on different systems. Undefined when there is none.
 */
export function errnoOf(text: string): Errno | undefined {
  const found = spellings()(text.toLowerCase());
  if (found.length === 0) return undefined;
  const spelled = found.filter(isSpelling).filter(({ start, end }) => isWhole(text, start, end));
  for (const first of spelled) {
    const one = saidBehind(text, first, spelled);
    if (one.means.needs && !BEGINS_STATEMENT.test(text.slice(Math.max(0, one.start - 3), one.start)))
      continue;
    const operation = operationNear(text, one.start, endOfCluster(text, one, spelled));
    if (!isMeant(one.means, text.slice(one.start, one.end), operation)) continue;
    return toErrno(one.means.errno, operation?.operation);
  }
  return numbered(text, found);
}

function isSpelling(one: Standing<Meaning>): one is Standing<ErrnoSpelling> {
  return typeof one.means === 'object';
}

/** What MongoDB's servers and tools put between an error and its cause (src/mongo/base/status.cpp, `withContext`). */
const CAUSED_BY = ' :: caused by :: ';

/**
 * What the system says behind a class decides: Java throws NoRouteToHostException with "Cannot assign requested address", and MongoDB
 * calls whatever ended a connection HostUnreachable.
 */
function saidBehind(
  text: string,
  first: Standing<ErrnoSpelling>,
  all: readonly Standing<ErrnoSpelling>[],
): Standing<ErrnoSpelling> {
  const cause = text.indexOf(CAUSED_BY, first.end);
  if (cause >= 0 && !text.slice(first.end, cause).includes('\n'))
    return all.find(({ start, means }) => start > cause && means.needs === undefined) ?? first;
  if (!text.startsWith(': ', first.end)) return first;
  return all.find(({ start, means }) => start === first.end + 2 && means.needs === undefined) ?? first;
}

const NAME_BEHIND = /^\.[a-z]{2}/;

/** Neither end may cut a word in two, or the name of a host or the address of a mailbox: `info@epipe.example`. */
function isWhole(text: string, start: number, end: number): boolean {
  const isName = text[start - 1] === '@' || NAME_BEHIND.test(text.slice(end, end + 3));
  if (isName && /^[a-z]+$/.test(text.slice(start, end))) return false;
  const cuts = (at: number) => WORD.test(text[at - 1] ?? ' ') && WORD.test(text[at] ?? ' ');
  return !cuts(start) && !cuts(end);
}

/** Where the last spelling of the same failure ends that stands beside this one in its line. */
function endOfCluster(
  text: string,
  first: Standing<ErrnoSpelling>,
  all: readonly Standing<ErrnoSpelling>[],
): number {
  let { end } = first;
  for (const { start, end: otherEnd, means } of all) {
    const isBeside =
      start >= first.start && start - end <= SIDE_BY_SIDE_CHARS && !text.slice(end, start).includes('\n');
    if (isBeside && means.errno === first.means.errno && otherEnd > end) end = otherEnd;
  }
  return end;
}

/** Where words alone may tell of something else, the call beside them decides, or the capital with which the system writes them. */
function isMeant(
  { needs, text }: ErrnoSpelling,
  written: string,
  near: ReturnType<typeof operationNear>,
): boolean {
  if (needs === undefined) return true;
  if (needs === 'operation') return near !== undefined || written === text;
  return near?.isNear === true && (near.operation === 'connect' || near.operation === 'resolve');
}

type NumberReader = (text: string, start: number, end: number) => string | undefined;
const NUMBER_READERS: Record<Exclude<Meaning, ErrnoSpelling>, NumberReader> = {
  lead: ledNumber,
  number: ownNumber,
  bracketed: bracketedNumber,
};

function numbered(text: string, found: readonly Standing<Meaning>[]): Errno | undefined {
  for (const { start, end, means } of found) {
    const errno = typeof means === 'object' ? undefined : NUMBER_READERS[means](text, start, end);
    if (errno !== undefined) return toErrno(errno, operationNear(text, start, end)?.operation);
  }
  return undefined;
}

/** `errno 111`, `[Errno 111]`, `errno: -111`, `os error 111` … */
function ledNumber(text: string, start: number, end: number): string | undefined {
  if (WORD.test(text[start - 1] ?? ' ')) return undefined;
  const written = NUMBER_BEHIND.exec(text.slice(end, end + 16))?.[1];
  if (written === undefined) return undefined;
  const number = Number(written);
  // Node writes -2 for ENOENT, Python for a name that is not known.
  if (number < 0 && number > -10 && text[start - 1] !== '[') return undefined;
  if (text.slice(start, end).toLowerCase() === 'winerror') {
    const own = WIN32_NUMBERS.get(number);
    if (own !== undefined) return own;
  }
  return NUMBERS.get(number) ?? NUMBERS.get(-number);
}

/** A number of Windows is rare enough to be known by a word such as error or socket before it. */
function ownNumber(text: string, start: number, end: number): string | undefined {
  const before = text.slice(Math.max(0, start - 40), start);
  const isPlain = BEFORE_NUMBER.includes(before.slice(-1)) && !/^[\d.:]\d|^\d/.test(text.slice(end, end + 2));
  return isPlain && ERROR_BEFORE.test(before) ? NUMBERS.get(Number(text.slice(start, end))) : undefined;
}

/** `connect() failed (111: …)`, `Error connecting to server(111)`, `connect returned -111`, `ERROR on binding fd 5 to port 80 (-1 98)`. */
function bracketedNumber(text: string, start: number, end: number): string | undefined {
  const before = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 80), start);
  const isPart = /\d/.test(text[end] ?? '') || (text[start] === '-' && /[\w.)\]-]$/.test(before));
  if (isPart || !FAILED_BEFORE.test(before) || OF_HTTP.test(before)) return undefined;
  if (operationNear(text, start, end)?.isNear !== true) return undefined;
  return NUMBERS.get(Number(/\d+(?=\D*$)/.exec(text.slice(start, end))?.[0]));
}

function toErrno(errno: string, named: Operation | undefined): Errno {
  const kind = KINDS.get(errno);
  const operation = kind?.always ? kind.operation : (named ?? kind?.operation);
  return { errno, ...(operation ? { operation } : {}) };
}

import { letterLevel, level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const GAP = /[ \t]{0,6}(?:[-|,:>*\]]{0,3}[ \t]{1,6}|[\]|])?/y;
const BRACKET = /[[(<]([^\][()<>\n]{1,120})[\])>]/y;
/** Telegraf marks its level's letter: `E! [outputs.kafka] text`. */
const WORD = /([A-Za-z]{3,13}|[DIWEF](?=[ /]|! ))(?:!|\/([\w.-]{1,60}))?(?=[\s:|\]),-]|$)/y;
const NUMBER = /\d{1,10}(?=[\s#:])/y;
const NAME = /[A-Za-z_$][\w.$:@/#-]{1,120}(?=[\s:|,])/y;
const SPRING =
  /\s{0,4}(\d{1,10}) --- \[([^\]]{0,120})\](?: \[[^\]]{0,120}\])? ([\w.$/[\]-]{1,120})\s{0,60}: /y;
const THREAD_LOGGER =
  /\s{0,6}(?:[-|:] )?(?:\[([^\]]{1,120})\]:? )?\(?([A-Za-z_][\w.$-]{2,120})\)?(?:\s{0,4}[-–|] |:\d{1,6}(?: - | |:)|: )/y;
const BRACKET_LOGGER = /\s{0,6}\[([A-Za-z_][\w.$/-]{1,120})\s{0,30}\]:?\s/y;
const DELIMITED = /^(?: ?[-|:,\t]| {2}|\s{0,2}[[(<])/;
const MAX_STEPS = 6;

/**
 * Any line that begins with a time, bracketed or not: log4j, logback, Spring Boot, Kafka, Python formats, Serilog, NLog, zap, winston, Go.
 * A level, thread, process id and logger are looked for in the few words after it; the message begins after the level.
 */
export function timed(text: string): Head | undefined {
  const bracket = text[0] === '[' || text[0] === '(' || text[0] === '<' ? 1 : 0;
  const time = readTime(text, bracket);
  if (time === undefined || (time.shape === 'epoch' && !bracket && !/[\s,|]/.test(text[time.end] ?? '')))
    return undefined;
  const head: Head = { format: 'timed line', from: afterClose(text, time.end, bracket), atMs: time.atMs };
  const end = levelAfter(text, bracket ? time.end : head.from, head);
  if (end !== undefined) {
    head.from = loggerAfter(text, end, head);
    return head;
  }
  // A clock or an epoch number without a level is too little to go by.
  if (time.shape === 'epoch') return undefined;
  return { format: head.format, from: head.from, atMs: head.atMs, weak: true };
}

function afterClose(text: string, end: number, bracket: number): number {
  let at = end;
  if (bracket && /[\])>]/.test(text[at] ?? '')) at++;
  GAP.lastIndex = at;
  GAP.exec(text);
  return Math.max(GAP.lastIndex, at);
}

/** Walks over threads, process ids and names until a level comes; returns where it ends. */
function levelAfter(text: string, from: number, head: Head): number | undefined {
  let at = from;
  let plainWords = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    GAP.lastIndex = at;
    GAP.exec(text);
    at = Math.max(at, GAP.lastIndex);
    const word = match(WORD, text, at);
    const severity = word ? wordLevel(word[1] ?? '', text, at, plainWords) : undefined;
    if (word && severity !== undefined) {
      head.level = severity;
      if (word[2] !== undefined) head.logger ??= word[2];
      return at + word[0].length;
    }
    const group = match(BRACKET, text, at);
    const inside = group ? bracketLevel(group[1] ?? '') : undefined;
    if (group && inside !== undefined) {
      head.level = inside;
      return at + group[0].length;
    }
    const name = group ?? match(NUMBER, text, at) ?? match(NAME, text, at);
    if (!name) return undefined;
    if (
      !group &&
      !DELIMITED.test(text.slice(at + name[0].length, at + name[0].length + 3)) &&
      ++plainWords > 1
    )
      return undefined;
    if (!group && /^\d/.test(name[0])) head.pid ??= name[0];
    else head.logger ??= (group ? name[1] : name[0])?.trim().replace(/:$/, '');
    at += name[0].length;
  }
  return undefined;
}

/** In running text "error" or "failed" is a word; a level stands in capitals, or is followed by a mark. */
function wordLevel(word: string, text: string, at: number, plainWords: number): string | undefined {
  const severity = level(word) ?? letterLevel(word);
  if (severity === undefined) return undefined;
  if (word === word.toUpperCase()) return severity;
  if (plainWords > 0) return undefined;
  const marked = /[:\]|\t]/.test(text[at + word.length] ?? '') || text[at - 1] === '[';
  return marked || spaced(text, at, word) ? severity : undefined;
}

function spaced(text: string, at: number, word: string): boolean {
  return (
    text.startsWith('  ', at + word.length) ||
    text.startsWith(' - ', at + word.length) ||
    text.startsWith(' [', at + word.length)
  );
}

function bracketLevel(inside: string): string | undefined {
  const last = inside.trim().split(/[\s:|/]+/);
  return level(last[0] ?? '') ?? level(last.at(-1) ?? '');
}

/** A class that was thrown is what the record is about, so it stays in the message even where a logger's name would stand. */
const EXCEPTION_NAME = /(?:Error|Exception|Timeout|Refused|NotFound|Locked|Failed|Failure)$|\.exceptions?\./;

/** Reads Spring Boot's ` 98685 --- [thread] logger : `, ` [thread] logger - ` and their like, and returns where the message begins. */
function loggerAfter(text: string, from: number, head: Head): number {
  const spring = match(SPRING, text, from);
  if (spring) {
    head.pid = spring[1];
    head.logger = spring[3];
    return from + spring[0].length;
  }
  let at = from;
  if (/[\])>:]/.test(text[at] ?? '')) at++;
  const bracket = match(BRACKET_LOGGER, text, at);
  const named = bracket ?? match(THREAD_LOGGER, text, at);
  const sure =
    bracket !== null ||
    !named?.[0].trimEnd().endsWith(':') ||
    /[.$]/.test(named[2] ?? '') ||
    named[1] !== undefined;
  const logger = bracket ? named?.[1] : named?.[2];
  if (named && sure && !EXCEPTION_NAME.test(logger ?? '')) {
    head.logger = logger;
    return at + named[0].length;
  }
  GAP.lastIndex = at;
  GAP.exec(text);
  return Math.max(at, GAP.lastIndex);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

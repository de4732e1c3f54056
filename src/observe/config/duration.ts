import { bareValue } from './parse-value.ts';

/** Seconds in each unit of time, as configuration files and client code write it. */
const UNIT_SEC: ReadonlyMap<string, number> = new Map(
  Object.entries({
    us: 1e-6,
    ms: 1e-3,
    millis: 1e-3,
    millisecond: 1e-3,
    milliseconds: 1e-3,
    s: 1,
    sec: 1,
    secs: 1,
    second: 1,
    seconds: 1,
    m: 60,
    min: 60,
    mins: 60,
    minute: 60,
    minutes: 60,
    h: 3600,
    hour: 3600,
    hours: 3600,
    d: 86_400,
    day: 86_400,
  }),
);

/** Hours, minutes and seconds in one: `1h30m`, `31m12s`. */
const COMPOSED = /^\d{1,6}(?:d|h|m|min) ?\d{1,5}(?:h|m|min|s)(?: ?\d{1,5}s)?$/i;
const PART = /\d{1,6}[a-z]{1,3}/gi;

/** Seconds of `10`, `50s`, `5min`, `1500ms`; a bare number counts in `unit`. Undefined when it is not a duration. */
export function durationSec(text: string, unit = 's'): number | undefined {
  const parts = COMPOSED.test(text) ? text.match(PART) : null;
  if (parts) return parts.reduce((sum, part) => sum + (durationSec(part) ?? 0), 0);
  const found = /^(\d{1,15}(?:\.\d{1,6})?)\s{0,3}([a-z]{0,8})$/i.exec(bareValue(text));
  const factor = UNIT_SEC.get((found?.[2] || unit).toLowerCase());
  if (!found || factor === undefined) return undefined;
  return Math.round(Number(found[1]) * factor * 1e6) / 1e6;
}

/** What may follow a value; anything else (an operator, a condition) means that it is not the value in force. */
const END = String.raw`(?=["'\s]*(?:[,;)}\]/>&|]|$))`;
const NUMBER = new RegExp(String.raw`^["']?(\d{1,9}(?:\.\d{1,6})?)[uUlLfF]?${END}`);
const SUFFIXED = new RegExp(String.raw`^["']?(\d{1,9})\s?(ms|s|m|min)${END}`);
const GO = new RegExp(String.raw`^(\d{1,9})\s?\*\s?time\.(\w{1,12})${END}`);
const GO_TURNED = new RegExp(String.raw`^time\.(\w{1,12})\s?\*\s?(\d{1,9})${END}`);
const CALL =
  /^(?:new\s)?(?:[\w]+(?:\.|::)){0,3}(?:From|from_|of)(Milliseconds|Millis|Seconds|Secs|Minutes|millis|secs)\((\d{1,9})(?:\.0)?\)/;
const RUBY = new RegExp(String.raw`^(\d{1,9})\.(seconds?|minutes?)${END}`);
const TIME_SPAN = /^new TimeSpan\(([\d, ]{1,30})\)/;

function times(count: string | undefined, unit: string | undefined): number | undefined {
  const factor = UNIT_SEC.get((unit ?? '').toLowerCase());
  return factor === undefined ? undefined : Number(count) * factor;
}

/** `new TimeSpan(h, m, s)` counts from hours; with one argument it counts ticks of 100 ns (.NET reference). */
function timeSpanSec(parts: string): number {
  const numbers = parts.split(',').map(Number);
  if (numbers.length === 1) return (numbers[0] ?? 0) / 1e7;
  const [hours = 0, minutes = 0, seconds = 0] = numbers.length > 3 ? numbers.slice(1) : numbers;
  return hours * 3600 + minutes * 60 + seconds;
}

/**
 * Seconds that the start of `rest` (the text after `heartbeat =` and the like) writes, in the ways of Go, C#, Java,
 * Ruby, Rust and plain numbers. Undefined when it is an expression whose value is not in the text.
 */
export function codeDurationSec(rest: string): number | undefined {
  const text = rest.slice(0, 120).trimStart();
  const plain = NUMBER.exec(text);
  if (plain) return Number(plain[1]);
  if (/^(?:System\.)?TimeSpan\.Zero\b/.test(text)) return 0;
  const counted = GO.exec(text) ?? SUFFIXED.exec(text) ?? RUBY.exec(text);
  if (counted) return times(counted[1], counted[2]);
  const turned = GO_TURNED.exec(text) ?? CALL.exec(text);
  if (turned) return times(turned[2], turned[1]);
  const span = TIME_SPAN.exec(text);
  return span ? timeSpanSec(span[1] ?? '') : undefined;
}

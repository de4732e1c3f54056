import type { FieldValue } from '../../../model/fields.ts';

const GUARD = /\d ?(?:s\b|ms\b|sec|msec|milli|m\b|min)|timeout|heartbeat|exceeded|keepAlive|>\d|, k\d/i;
const MILLIS =
  /(?:[Tt]imeout (?:value )?used:? |timed out after |timeout(?: of|:|=|\.ms=)? ?|within(?: the)? |exceeding |idle for |too \(>)(-?\d[\d,]{0,14}) ?(?:ms\b|millis|milliseconds|\) long)/;
const SECONDS =
  /(?:[Tt]imeout(?: value)?(?: used)?(?:,|:|=| of)? ?|heartbeat ={1,2} |heartbeats? (?:in the last|interval:?|for) |[Nn]o (?:reply|activity|frames were received) in (?:the last )?|timed out after |within |exceeded|in the last |WriteDeadline of |ReadTimeout of |keepAlive=)(\d[\d,]{0,10}(?:\.\d{1,6})?) ?(?:s\b|secs?\b|seconds?\b)/;
const CLOCK = /heartbeat ={1,2} (\d{1,2}):(\d\d):(\d\d)/;
const TRAILING = /\btimeout (\d{1,6}(?:\.\d{1,6})?)(?=[\s)]|$)/;
const KEEPALIVE = /keepAlive=(\d[\d,]{0,12})/;
const MOSQUITTO = /\((?:p\d, )?c\d, k(\d{1,5})/;
const DURATION = /\bduration: '(?:(\d+)D, )?(?:(\d+)H, )?(?:(\d+)M, )?(\d+)(ms|s)'/;
const SILENCE = /successfully received from the server was ([\d,]{1,15}) milliseconds ago/;
const TOOK = /\b(?:succeeded in|took|in) (\d{1,9}\.\d{1,20})s\b/;

/** Reads time-outs (`timeout: 60s`, `heartbeat = 60 seconds`, `Timeout value used: 1800000 ms`) and durations, in the unit in which they are printed. */
export function durations(text: string, fields: Record<string, FieldValue>): void {
  if (!GUARD.test(text)) return;
  const ms = value(MILLIS.exec(text)?.[1]) ?? value(KEEPALIVE.exec(text)?.[1]);
  if (ms !== undefined && ms >= 0) fields['timeoutMs'] ??= ms;
  const clock = CLOCK.exec(text);
  const sec = clock
    ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
    : (value(SECONDS.exec(text)?.[1]) ??
      value(MOSQUITTO.exec(text)?.[1]) ??
      (ms === undefined ? value(TRAILING.exec(text)?.[1]) : undefined));
  if (sec !== undefined) fields['timeoutSec'] ??= sec;
  const lasted = durationSec(text);
  if (lasted !== undefined) fields['durationSec'] ??= lasted;
}

function durationSec(text: string): number | undefined {
  const found = text.includes("duration: '") ? DURATION.exec(text) : null;
  if (found) {
    const rest = Number(found[4]) / (found[5] === 'ms' ? 1000 : 1);
    return Number(found[1] ?? 0) * 86400 + Number(found[2] ?? 0) * 3600 + Number(found[3] ?? 0) * 60 + rest;
  }
  const silence = value(SILENCE.exec(text)?.[1]);
  return silence === undefined ? value(TOOK.exec(text)?.[1]) : silence / 1000;
}

function value(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const number = Number(digits.replaceAll(',', ''));
  return Number.isFinite(number) ? number : undefined;
}

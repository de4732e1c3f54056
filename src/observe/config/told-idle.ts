import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { durationSec } from './duration.ts';
import { isRemarkedLimit } from './firewall-settings.ts';
import { settingObservation } from './setting.ts';

const DURATION = String.raw`(\d{1,6}h ?\d{1,2}m(?: ?\d{1,2}s)?|\d{1,6}m ?\d{1,2}s|\d{1,12} ?(?:ms|milliseconds|s|secs?|seconds|m|min|mins|minutes|h|hours?))\b`;
const spoken = (before: string, after = '') => new RegExp(before + DURATION + after, 'i');

/** How logs tell how long a connection had been idle, or had stood, when something failed. */
const IDLE: readonly RegExp[] = [
  spoken(String.raw`\bidle(?: for| since)?[ =(]{1,2}`),
  spoken(String.raw`\bafter `, String.raw` (?:of )?(?:idle|idling|silence|quiet|inactivity)\b`),
  // librdkafka, src/rdkafka_broker.c
  spoken(String.raw`\(after `, String.raw` in state UP\)`),
  spoken(
    String.raw`\bno (?:new )?(?:notifications?|messages?|data|traffic|activity|packets?|events?|queries) (?:received |sent |seen )?(?:for|in|since) `,
  ),
  spoken(String.raw`\bnothing (?:received |sent |heard |came )?(?:for|in|since) `),
  spoken(String.raw`\b(?:unused|untouched|quiet|silent|inactive) (?:for )?`),
  spoken(String.raw`\blast (?:activity|used?|packet|query|traffic|data)(?: was)? `, ' ago'),
];
/** A session that HAProxy ended at its own time-out, with the milliseconds that it took (configuration manual, "TCP log format"). */
const HAPROXY = /[/ ]\+?(\d{3,12}) \d{1,15} [cs]D(?:[-A-Z]{2})? \d{1,9}\/\d/;
/** How people tell when something on the path drops what is idle. */
const LIMIT: readonly RegExp[] = [
  spoken(
    String.raw`\b(?:clos|drop|kill|cut|reset|forget|remov|end|reap|expir|tim(?:e|ing) ?out)\w{0,4}\b[^.\n]{0,40}\b(?:idle|quiet|inactive|silent)\b[^.\n\d]{0,30}`,
  ),
  spoken(String.raw`\bidle (?:connection |session |tcp )?(?:time-?out|limit)\b[^.\n\d]{0,20}`),
];
const HINT = /idle|quiet|silent|inactive|unused|nothing|state UP|\bno \w|last \w|[cs]D[- ]/i;
const LONGEST = 1_000;

interface Told {
  sec: number;
  text: string;
}

/** The time as it is written, in seconds. What tells of a limit tells of no connection: a line that was wrapped may hold both. */
function toldIn(text: string): Told | undefined {
  if (isRemarkedLimit(text)) return undefined;
  const session = HAPROXY.exec(text)?.[1];
  if (session) return { sec: Number(session) / 1000, text: `${session} ms` };
  const limit = firstOf(LIMIT, text);
  const written = firstOf(IDLE, limit ? text.replace(limit[0], '') : text)?.[1];
  const sec = durationSec(written ?? '');
  return written !== undefined && sec ? { sec, text: written } : undefined;
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  return patterns.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? undefined;
}

/**
 * How long a connection was idle, where a log or a person tells it in passing, in seconds: `idle_time`. Read beside the log, once for
 * each value.
 */
export function toldIdle(lines: readonly Line[], context: ReadContext): Observation[] {
  const found = new Map<string, Observation>();
  for (const line of lines) {
    const text = line.text.slice(0, LONGEST);
    const told = HINT.test(text) ? toldIn(text) : undefined;
    if (!told || found.has(told.text)) continue;
    const setting = { name: 'idle_time', value: told.sec, text: told.text };
    found.set(told.text, settingObservation(setting, line, context));
  }
  return [...found.values()];
}

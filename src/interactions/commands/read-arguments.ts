import type { LabelMatchers, Period } from '../../model/command.ts';
import { INCIDENT_ID } from '../../model/incident-id.ts';
import { readPeriod, readSpan } from './read-time.ts';

/** Quoted parts are bounded: text full of opening quotes is still read in no time. */
const WORD = /(?:"[^"]{0,500}"|“[^”]{0,500}”|\S)+/g;
const LABEL = /^([a-z][a-zA-Z0-9_-]{0,40})(?:=~|==|=|:)(.{1,200})$/s;

/** At least four of the digits: fewer may be anything. */
const BEGINNING = /^[0-9a-f]{4,16}$/i;

/** Splits what was typed into words. Double quotes (straight or curly, as phones write them) keep blanks inside a word. */
export function splitWords(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.replace(/^(?:"([^"]*)"|“([^”]*)”)$/, '$1$2'));
}

/** Reads the `name=value` words at the front; `rest` begins with the first other word. The last value of a name counts. */
export function readLabels(words: readonly string[]): { labels: LabelMatchers; rest: string[] } {
  const labels: Record<string, string> = {};
  let taken = 0;
  for (const word of words) {
    const found = LABEL.exec(word);
    if (!found?.[1] || found[2] === undefined || /^\d/.test(word)) break;
    labels[found[1]] = unquoted(found[2]);
    taken++;
  }
  return { labels, rest: words.slice(taken) };
}

/** Labels as a person would type them. */
export function labelsInWords(labels: LabelMatchers): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** What is wrong with a word that should be a label. */
export function notALabel(word: string | undefined): { misread: string } {
  return { misread: `"${word ?? ''}" is not a label. Labels are written name=value.` };
}

/** Reads the id of an incident, or how it begins; nothing where no word was typed. */
export function readIncidentId([id]: readonly string[]): { incident?: string } | { misread: string } {
  if (id === undefined) return {};
  if (isIncidentId(id)) return { incident: id };
  return {
    misread: `"${id}" is not an incident id. They look like 0123456789abcdef-1; the first four characters are enough, and without an id the only open incident is meant.`,
  };
}

/** Whether a word may be the id of an incident, or how it begins. */
export function isIncidentId(word: string): boolean {
  return INCIDENT_ID.test(word) || BEGINNING.test(word);
}

/** Reads how far to look back, `[since] <time>`; `fallback` counts where nothing is given. */
export function readSince(
  [first, second]: readonly string[],
  fallback: string,
  nowMs: number,
): { period: Period } | { misread: string } {
  const word = (first === 'since' ? second : first) ?? fallback;
  const period = readPeriod(word, nowMs);
  if (period) return { period };
  return {
    misread: `"${word}" is not a valid time to look back to. Write 30m, 2h, 7d, 2026-11-25T03:00Z, or from..to.`,
  };
}

/** Reads `[for] <duration> <reason>` of a silence or a maintenance window; `why` says what the reason is for. */
export function readMute(
  words: readonly string[],
  why: string,
): { durationMs: number; reason: string } | { misread: string } {
  const [span, ...reason] = words[0] === 'for' ? words.slice(1) : words;
  if (span === undefined) return { misread: 'The duration is missing.' };
  const durationMs = readSpan(span);
  if (durationMs === undefined) return { misread: `"${span}" is not a valid duration. Write 30m, 2h or 1d.` };
  if (reason.length === 0) return { misread: `The reason is missing: ${why}.` };
  return { durationMs, reason: reason.join(' ') };
}

function unquoted(value: string): string {
  return value.replace(/^["“'](.*)["”']$/s, '$1');
}

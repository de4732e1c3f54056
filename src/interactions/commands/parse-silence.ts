import type { Command, CommandUsage, Misread, SilenceTarget } from '../../model/command.ts';
import { INCIDENT_ID } from '../../model/incident-id.ts';
import { readLabels } from './read-labels.ts';
import { readMoment, readSpan } from './read-time.ts';
import { usageFault } from './usage-fault.ts';

/** Reads `silence <incident | label=value …> <duration> <reason>`. */
export function parseSilence(usage: CommandUsage, words: readonly string[]): Command | Misread {
  const { target, rest } = readTarget(words);
  if (!target) return usageFault(usage, 'What to silence is missing: an incident id, or labels.');
  const [span, ...reason] = rest[0] === 'for' ? rest.slice(1) : rest;
  const durationMs = readSpan(span ?? '');
  if (durationMs === undefined) return usageFault(usage, noSpan(span));
  if (reason.length === 0)
    return usageFault(usage, 'The reason is missing: whoever wonders later will ask for it.');
  return { name: 'silence', target, durationMs, reason: reason.join(' ') };
}

/** Reads `maintenance <label=value …> [from <time>] <duration> <reason>`; without words it asks for the list. */
export function parseMaintenance(
  usage: CommandUsage,
  words: readonly string[],
  _: string,
  nowMs: number,
): Command | Misread {
  if (words.length === 0) return { name: 'maintenance-list' };
  const { labels, rest } = readLabels(words);
  if (Object.keys(labels).length === 0) return usageFault(usage, `"${words[0]}" is no label=value.`);
  const hasStart = rest[0] === 'from';
  const startMs = hasStart ? readMoment(rest[1] ?? '', nowMs) : nowMs;
  if (startMs === undefined)
    return usageFault(usage, `"${rest[1] ?? ''}" is no moment. Write 2026-12-01T22:00Z or 22:00 (UTC).`);
  const [span, ...reason] = (hasStart ? rest.slice(2) : rest).filter((word, i) => i > 0 || word !== 'for');
  const durationMs = readSpan(span ?? '');
  if (durationMs === undefined) return usageFault(usage, noSpan(span));
  if (startMs + durationMs <= nowMs) return usageFault(usage, 'That time has passed already.');
  if (reason.length === 0)
    return usageFault(usage, 'The reason is missing: it stands on every card of that time.');
  return { name: 'maintenance', matchers: labels, startMs, durationMs, reason: reason.join(' ') };
}

function readTarget(words: readonly string[]): { target?: SilenceTarget; rest: readonly string[] } {
  const [first = '', ...others] = words;
  if (INCIDENT_ID.test(first)) return { target: { incidentId: first }, rest: others };
  const { labels, rest } = readLabels(words);
  return Object.keys(labels).length > 0 ? { target: { matchers: labels }, rest } : { rest };
}

function noSpan(word: string | undefined): string {
  return word === undefined ? 'The duration is missing.' : `"${word}" is no duration. Write 30m, 2h or 1d.`;
}

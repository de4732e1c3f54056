import type { Evidence } from '../model/evidence.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { redact } from '../redact/redact.ts';

const MOST_PER_SIGNAL = 4;
const MOST_RECORDS = 16;
const FIRST_LINES = 4;
const LAST_LINES = 2;
const LONGEST_QUOTE = 2_000;

/**
 * Quotes the records that signals rest on, line by line as they were given, secrets masked: of each signal the first ones and the last.
 * Of a long record the first and last lines are quoted, where a stack trace says what it is about.
 */
export function citeEvidence(signals: readonly Signal[]): Evidence[] {
  const cited = new Map<string, Evidence[]>();
  for (const { hits } of signals) {
    for (const { observation } of someOf(hits)) {
      const key = `${observation.at.input}\u0000${observation.at.line}\u0000${observation.at.endLine}`;
      if (cited.size < MOST_RECORDS && !cited.has(key)) cited.set(key, quote(observation));
    }
  }
  return [...cited.values()].flat();
}

function someOf(hits: readonly Hit[]): Hit[] {
  if (hits.length <= MOST_PER_SIGNAL) return [...hits];
  const last = hits.at(-1);
  return [...hits.slice(0, MOST_PER_SIGNAL - 1), ...(last ? [last] : [])];
}

/** Secrets are masked in the whole record, before it is cut into lines. */
function quote({ at, verbatim }: Observation): Evidence[] {
  const lines = redact(verbatim)
    .split('\n')
    .map((text, i) => ({
      input: at.input,
      line: at.lines?.[i] ?? at.line + i,
      text: text.slice(0, LONGEST_QUOTE),
    }))
    .filter(({ text }) => text.trim() !== '');
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines;
  return [...lines.slice(0, FIRST_LINES), ...lines.slice(-LAST_LINES)];
}

import type { Evidence } from '../model/evidence.ts';
import { identityFields, identityValue } from '../model/identity-names.ts';
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
 * Of a long record the first and last lines are quoted, where a stack trace says what it is about. With `ofSeveral` they are records
 * of as many clients, queues and so on as there are.
 */
export function citeEvidence(signals: readonly Signal[], ofSeveral = false): Evidence[] {
  const cited = new Map<string, Evidence[]>();
  for (const { hits } of signals) {
    for (const { observation } of someOf(ofSeveral ? eachFirst(hits) : hits)) {
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

/** The first hit of each client, queue and so on; all hits where that would leave fewer than can be quoted. */
function eachFirst(hits: readonly Hit[]): readonly Hit[] {
  const firsts = new Map<string, Hit>();
  for (const hit of hits) {
    const names = identityFields(hit.fields, []);
    const key = names.map((name) => identityValue(name, hit.fields[name] ?? '')).join('\u0000');
    if (!firsts.has(key)) firsts.set(key, hit);
  }
  return firsts.size < MOST_PER_SIGNAL ? hits : [...firsts.values()];
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

import type { Evidence } from '../model/evidence.ts';
import type { Hit, Signal } from '../model/signal.ts';

const MOST_PER_SIGNAL = 4;
const MOST_IN_ALL = 16;
const LONGEST_QUOTE = 2_000;

/** Quotes the records that signals rest on: of each signal the first, the last and a few between, in the order they were read. */
export function citeEvidence(signals: readonly Signal[]): Evidence[] {
  const cited = new Map<string, Evidence>();
  for (const { hits } of signals) {
    for (const { observation } of someOf(hits)) {
      const { input, line } = observation.at;
      if (cited.size < MOST_IN_ALL) cited.set(`${input}\u0000${line}`, { input, line, text: quote(observation.verbatim) });
    }
  }
  return [...cited.values()];
}

function someOf(hits: readonly Hit[]): Hit[] {
  if (hits.length <= MOST_PER_SIGNAL) return [...hits];
  const last = hits.at(-1);
  return [...hits.slice(0, MOST_PER_SIGNAL - 1), ...(last ? [last] : [])];
}

function quote(verbatim: string): string {
  return verbatim.length > LONGEST_QUOTE ? `${verbatim.slice(0, LONGEST_QUOTE)}…` : verbatim;
}

import { isDigit } from '../../model/characters.ts';
import type { Observation } from '../../model/observation.ts';
import type { Clause } from './clauses.ts';

const LONGEST = 240;

/**
 * Other sentences of a report that give figures (a count, a time-out, an address), in the order of the text: of those nearest to what is
 * told as many as there is room for. Undefined where there are none.
 */
export function figuresBeside({ text, fields }: Observation, clauses: readonly Clause[]): string | undefined {
  const quoted = String(fields['sentence']);
  const from = clauses.findIndex((clause) => clause.text === text);
  const others = [...clauses.entries()].filter(
    ([, clause]) => Array.from(clause.text).some(isDigit) && !quoted.includes(onOneLine(clause)),
  );
  let kept: typeof others = [];
  for (const one of others.toSorted(([a], [b]) => Math.abs(a - from) - Math.abs(b - from))) {
    const more = others.filter((other) => other === one || kept.includes(other));
    if (textOf(more).length <= LONGEST) kept = more;
  }
  return kept.length > 0 ? textOf(kept) : undefined;
}

function textOf(entries: readonly (readonly [number, Clause])[]): string {
  return entries.map(([, clause]) => onOneLine(clause)).join(' … ');
}

function onOneLine({ text }: Clause): string {
  return text.replaceAll('\n', ' ');
}

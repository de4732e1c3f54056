import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { Clause } from './clauses.ts';

const LONGEST_QUOTE = 240;

/** What a clause tells, as evidence. Quoted is the clause, with as much of those `around` it as there is room for. */
export function toTelling(
  said: Clause,
  around: readonly Clause[],
  fields: Record<string, FieldValue>,
): Observation {
  const { record, text } = said;
  const { at, role } = record;
  return {
    kind: 'telling',
    at,
    ...(role ? { role } : {}),
    text,
    verbatim: text,
    fields: { ...fields, sentence: quote(said, around) },
  };
}

/** Whether a clause tells a figure. */
export function holdsNumber({ words }: Clause): boolean {
  return words.some(({ value }) => value !== undefined);
}

function quote(said: Clause, around: readonly Clause[]): string {
  let quoted: readonly Clause[] = [said];
  for (const one of around) {
    const more = around.filter((other) => other === one || quoted.includes(other));
    if (textOf(more).length <= LONGEST_QUOTE) quoted = more;
  }
  const text = textOf(quoted);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

function textOf(clauses: readonly Clause[]): string {
  return clauses.map(({ text }) => text.replaceAll('\n', ' ')).join(' ');
}

import type { FieldValue } from '../model/fields.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';

const MOST_VALUES = 12;

/** The values each fact was seen with, most frequent first. */
export type Facts = ReadonlyMap<string, readonly FieldValue[]>;

/**
 * Gathers facts from the hits of signals. A fact keeps the values of the first signal that has it,
 * so list the signals that decide before those that merely support.
 */
export function gatherFacts(signals: readonly Signal[]): Facts {
  const [first, ...others] = signals;
  if (!first) return new Map([['count', [0]]]);
  const { hits: decisive } = first;
  const facts = new Map(valuesOf(decisive));
  // Signals of one runbook mostly met the same records: of the others only what is new is counted, but where their own sentence has blanks.
  for (const { hits, says } of others)
    for (const [name, values] of says.includes('{') ? valuesOf(hits) : countValues(hits, facts))
      if (!facts.has(name)) facts.set(name, values);
  // That somebody tells of it once is no count of what is told.
  if (decisive[0]?.observation.kind === 'telling') return facts;
  // A row that itself counts (state-total, cluster …) says more than the number of rows.
  if (!decisive.some(({ fields }) => typeof fields.count === 'number'))
    facts.set('count', [lastOf(first) ?? first.count]);
  return facts;
}

/** A trend is one row, but its count is that of its last snapshot. */
function lastOf({ hits: [first] }: Signal): number | undefined {
  const last = first?.fields.last;
  return first?.observation.kind === 'trend' && typeof last === 'number' ? last : undefined;
}

/** Of one list of hits facts are gathered for the diagnosis and for its reasons. */
function valuesOf(hits: readonly Hit[]): Facts {
  return counted.get(hits, [], () => countValues(hits));
}

const counted = rememberLast<readonly Hit[], Facts>();

/** Counts the values of all fields but those that are `known`. */
function countValues(hits: readonly Hit[], known?: Facts): Map<string, FieldValue[]> {
  const counts = new Map<string, Map<FieldValue, number>>();
  for (const { fields } of hits) {
    // A list of pairs for each of thousands of hits would cost more than the counting.
    for (const name in fields) {
      const value = fields[name];
      if (value === undefined || known?.has(name)) continue;
      let values = counts.get(name);
      if (!values) counts.set(name, (values = new Map()));
      values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  return new Map([...counts].map(([name, values]) => [name, byFrequency(sameEndsJoined(values))]));
}

/** One tool prints `[::ffff:10.0.0.1]:5672` where another prints `10.0.0.1:5672`: one end, in its more frequent spelling. */
function sameEndsJoined(values: ReadonlyMap<FieldValue, number>): ReadonlyMap<FieldValue, number> {
  if (!holdsMapped(values)) return values;
  const spellings = new Map<FieldValue, [FieldValue, number][]>();
  for (const entry of values) {
    const [value] = entry;
    const end = isMapped(value) ? plainEnd(value) : value;
    spellings.set(end, [...(spellings.get(end) ?? []), entry]);
  }
  return new Map(
    [...spellings.values()].map((all) => {
      const [[value]] = all.toSorted((a, b) => b[1] - a[1]) as [[FieldValue, number]];
      return [value, all.reduce((sum, [, count]) => sum + count, 0)];
    }),
  );
}

function holdsMapped(values: ReadonlyMap<FieldValue, number>): boolean {
  for (const value of values.keys()) if (isMapped(value)) return true;
  return false;
}

const MAPPED = '[::ffff:';

function isMapped(value: FieldValue): value is string {
  return typeof value === 'string' && value.startsWith(MAPPED) && value.includes('.');
}

/** RFC 4291, 2.5.5.2: the IPv4 address that an IPv4-mapped one stands for, with its port. */
function plainEnd(value: string): string {
  return value.slice(MAPPED.length).replace(']', '');
}

function byFrequency(values: ReadonlyMap<FieldValue, number>): FieldValue[] {
  return [...values].toSorted((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Facts as the JSON report shows them: one value, or a list of up to twelve with `<name>Count` saying how many there were. */
export function showFacts(facts: Facts): Record<string, FieldValue | readonly FieldValue[]> {
  const shown: Record<string, FieldValue | readonly FieldValue[]> = {};
  for (const [name, values] of facts) {
    const [first] = values;
    if (first === undefined) continue;
    shown[name] = first;
    if (values.length > 1)
      shown[`all${name.charAt(0).toUpperCase()}${name.slice(1)}`] = values.slice(0, MOST_VALUES);
    if (values.length > MOST_VALUES) shown[`${name}Count`] = values.length;
  }
  return shown;
}

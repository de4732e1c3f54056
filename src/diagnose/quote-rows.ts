import type { Observation } from '../model/observation.ts';
import type { Signal } from '../model/signal.ts';
import { redact } from '../redact/redact.ts';
import { withoutGaps } from './without-gaps.ts';

const MOST_ROWS = 2;
const LONGEST_ROW = 140;
/** What is a number, a setting or an end in a line of its own: an engineer quotes it as it stands. Rows of sockets are named by their ends. */
const QUOTED: ReadonlySet<Observation['kind']> = new Set([
  'setting',
  'figure',
  'usage',
  'state-count',
  'state-total',
  'trend',
  'port-budget',
  'container-end',
  'counter',
  'idle-limit',
  'flow',
]);

/**
 * The settings, counts and amounts in use that signals rest on, each as its line stands, secrets masked: at most two, in the order of
 * the signals. Of a captured connection it is the packet that decided. Nothing for what takes several lines.
 */
export function quoteRows(signals: readonly Signal[]): string[] {
  const rows = signals.flatMap(({ hits: [hit] }) =>
    hit && QUOTED.has(hit.observation.kind) ? (rowOf(hit.observation) ?? []) : [],
  );
  return [...new Set(rows)].slice(0, MOST_ROWS);
}

function rowOf({ kind, verbatim }: Observation): string | undefined {
  const lines = redact(verbatim).split('\n').map(withoutGaps).filter(Boolean);
  const row = lines.length === 1 || kind === 'flow' ? lines.at(-1) : undefined;
  return row && row.length <= LONGEST_ROW && (row.includes(' ') || Array.from(row).some(isLetter))
    ? row
    : undefined;
}

/** A number alone says no more than the sentence that counts. */
function isLetter(one: string): boolean {
  return one.toLowerCase() !== one.toUpperCase();
}

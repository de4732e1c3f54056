import type { Observation } from '../model/observation.ts';

/** A record of more lines, or of shorter ones, was not wrapped: its lines are its own. */
const MOST_LINES = 5;
const SHORTEST_ROW = 30;

/** A copy of a record whose message was broken at its words, with a blank for each break; undefined where its lines are its own. */
export function rejoined(record: Observation): Observation | undefined {
  if (record.form !== 'log' && record.form !== 'bare') return undefined;
  const rows = record.text.split('\n', MOST_LINES + 1);
  if (rows.length < 2 || rows.length > MOST_LINES || !rows.slice(0, -1).every(isRow)) return undefined;
  return rows.slice(1).every(isRest) ? { ...record, text: rows.join(' ') } : undefined;
}

/** What is left of the first row when its head is taken off may be short. */
function isRow(row: string, at: number): boolean {
  return at === 0 || row.length >= SHORTEST_ROW;
}

function isRest(row: string): boolean {
  return row !== '' && row.trimStart() === row;
}

import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const HEADING = /^\s*Count\s+Name(?:\s+Group)?\s*$/;
const RULE = /^\s*-{3,}\s+-{3,}[\s-]*$/;
const ROW = /^\s*(\d{1,9})\s+([A-Z][A-Za-z0-9]{3,14})(?:,[^{]{1,80})?(?:\s+\{.*|\s*)$/;

function readGroups(table: Table, from: number): BlockRead | undefined {
  if (!HEADING.test((table.lines[from]?.text ?? '').slice(0, 200))) return undefined;
  const counts = new Map<string, { count: number; line: number }>();
  let next = from + 1;
  while (next < table.lines.length) {
    const text = (table.lines[next]?.text ?? '').slice(0, 400);
    const row = ROW.exec(text);
    const state = kernelState(row?.[2] ?? '');
    if (!RULE.test(text) && (row === null || state === undefined)) break;
    // Grouped by process as well, a state has several rows.
    if (state !== undefined) {
      const known = counts.get(state);
      counts.set(state, { count: Number(row?.[1]) + (known?.count ?? 0), line: known?.line ?? next });
    }
    next += 1;
  }
  if (counts.size === 0) return undefined;
  const shared = { snapshot: table.context.nextSnapshot(), source: 'Get-NetTCPConnection' };
  const { command } = table.preamble;
  return {
    next,
    observations: [...counts].map(([state, { count, line }]) =>
      observeLines(table, 'state-count', line, line, { ...shared, command, state, count }),
    ),
    unread: 0,
  };
}

/** Reads `Get-NetTCPConnection | Group-Object State`, whose rows are a count, a state written `CloseWait` and the objects counted. */
export const groupedStates: BlockReader = tableReader('Group-Object State', readGroups);

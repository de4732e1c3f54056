import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const HEADING = /^\s*Count\s+Name(?:\s+Group)?\s*$/;
const RULE = /^\s*-{3,}\s+-{3,}[\s-]*$/;
/** `61 CloseWait`, and grouped by process as well `3120 Bound, 7044` or `3120 7044, Bound`. */
const ROW =
  /^\s*(\d{1,9})\s+(?:(\d{1,10}), )?([A-Z][A-Za-z0-9]{3,14})(?:, (\d{1,10}))?(?:,[^{]{1,80})?(?:\s+\{.*|\s*)$/;

function readGroups(table: Table, from: number): BlockRead | undefined {
  if (!HEADING.test((table.lines[from]?.text ?? '').slice(0, 200))) return undefined;
  const { command } = table.preamble;
  const block: BlockRead = { next: from + 1, observations: [], unread: 0 };
  let snapshot: string | undefined;
  for (; block.next < table.lines.length; block.next += 1) {
    const text = (table.lines[block.next]?.text ?? '').slice(0, 400);
    if (RULE.test(text)) continue;
    const row = ROW.exec(text);
    const state = kernelState(row?.[3] ?? '');
    if (row === null || state === undefined) break;
    snapshot ??= table.context.nextSnapshot();
    const fields = { state, count: Number(row[1]), pid: row[2] ?? row[4] };
    const shared = { snapshot, source: 'Get-NetTCPConnection', command };
    block.observations.push(
      observeLines(table, 'state-count', block.next, block.next, { ...shared, ...fields }),
    );
  }
  return block.observations.length === 0 ? undefined : block;
}

/**
 * Reads `Get-NetTCPConnection | Group-Object State`, whose rows are a count, a state written `CloseWait` and the objects counted.
 * Grouped by process as well, a state has several rows.
 */
export const groupedStates: BlockReader = tableReader('Group-Object State', readGroups);

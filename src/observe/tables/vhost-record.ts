import type { Cells, RecordKind } from './listing-record.ts';
import type { Drafted } from './table-reader.ts';

/** `{rabbit@mq01, stopped}` in the listing, `"rabbit@mq01": "stopped"` in JSON: the state of the virtual host on each node. */
const STATE =
  /[{,["' ]{0,4}([\w-]{1,60}@[\w.-]{1,120})["']?\s{0,4}[,:]\s{0,4}["']?(running|stopped|down|nodedown)\b/g;

function draft(cells: Cells): Drafted | undefined {
  const vhost = cells.get('name');
  const states = [...(cells.get('cluster_state') ?? '').matchAll(STATE)];
  if (vhost === undefined || states.length === 0) return undefined;
  const stopped = states.filter(([, , state]) => state !== 'running').map(([, node]) => node);
  return {
    vhost,
    statement: stopped.length > 0 ? 'vhost-stopped' : 'vhost-running',
    node: stopped[0] ?? states[0]?.[1],
    nodes: stopped.join(', '),
    count: stopped.length,
  };
}

/** Virtual hosts with their state: `rabbitmqctl list_vhosts name cluster_state`, /api/vhosts, rabbitmqadmin. */
export const vhostRecord: RecordKind = {
  kind: 'cluster',
  fits: (columns) => columns.has('cluster_state') && columns.has('name'),
  draft,
};

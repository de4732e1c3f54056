import type { RecordKind } from './listing-record.ts';
import type { Drafted } from './table-reader.ts';

const ALARMS: ReadonlyMap<string, string> = new Map(
  Object.entries({ mem_alarm: 'memory-alarm', disk_free_alarm: 'disk-alarm' }),
);

/** Whether a record is one of /api/nodes: no other has these. */
export function isNode(record: Record<string, unknown>): boolean {
  return (
    'mem_alarm' in record || 'disk_free_alarm' in record || ('partitions' in record && 'running' in record)
  );
}

/** What /api/nodes says of a node: alarms that are set, nodes that it cannot see, and that it does not run. */
export function nodeStatements(record: Record<string, unknown>): Drafted[] {
  const name = record['name'];
  const node = typeof name === 'string' ? name : undefined;
  const others: unknown[] = Array.isArray(record['partitions']) ? record['partitions'] : [];
  const alarms = [...ALARMS]
    .filter(([key]) => record[key] === true)
    .map(([, statement]): Drafted => ({ statement, node }));
  return [
    ...alarms,
    ...(others.length > 0
      ? [{ statement: 'partition', node, nodes: others.join(', '), count: others.length }]
      : []),
    ...(record['running'] === false ? [{ statement: 'node-down', node, count: 1 }] : []),
    ...(record['being_drained'] === true ? [{ statement: 'maintenance', node }] : []),
  ];
}

/** Nodes as `rabbitmqadmin list nodes` prints them: one row says the first thing that is wrong with its node. */
export const nodeRecord: RecordKind = {
  kind: 'cluster',
  fits: (columns) => columns.has('name') && (columns.has('mem_alarm') || columns.has('disk_free_alarm')),
  draft(cells) {
    const values = [...cells].map(([name, value]) => [
      name,
      /^true$/i.test(value) || (/^false$/i.test(value) ? false : value),
    ]);
    const record: Record<string, unknown> = Object.fromEntries(values);
    return nodeStatements(record)[0] ?? { statement: 'node-running', node: cells.get('name') };
  },
};

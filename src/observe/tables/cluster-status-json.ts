import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { jsonSpans } from './json-spans.ts';
import { type Drafted, observeLines, type Table, tableReader } from './table-reader.ts';

const LOOK_AHEAD_LINES = 12;

function document(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return 'running_nodes' in value || ('alarms' in value && 'file_descriptors' in value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function partitions(status: Record<string, unknown>): Drafted[] {
  const cut = status['partitions'];
  if (typeof cut !== 'object' || cut === null) return [];
  return Object.entries(cut).map(([node, others]) => {
    const nodes = names(others);
    return { statement: 'partition', node, nodes: nodes.join(', '), count: nodes.length };
  });
}

function downNodes(status: Record<string, unknown>): Drafted[] {
  const running = names(status['running_nodes']);
  const members = [...names(status['disk_nodes']), ...names(status['ram_nodes'])];
  const down = members.filter((node) => !running.includes(node));
  return down.map((node) => ({
    statement: 'node-down',
    node,
    nodes: running.join(', '),
    count: down.length,
  }));
}

function alarms(status: Record<string, unknown>): Drafted[] {
  const set: unknown[] = Array.isArray(status['alarms']) ? status['alarms'] : [];
  return set.flatMap((alarm) => {
    // `status` prints the terms as they are, with their tuples as arrays: ["resource_limit", "memory", "rabbit@mq01"].
    const [, kind, on] = Array.isArray(alarm) ? (alarm.flat() as unknown[]) : [];
    if ((kind === 'memory' || kind === 'disk') && typeof on === 'string')
      return [{ statement: `${kind}-alarm`, node: on }];
    const { resource, node } = {
      resource: undefined,
      node: undefined,
      ...(typeof alarm === 'object' ? alarm : {}),
    } as Record<string, unknown>;
    if (resource !== 'memory' && resource !== 'disk') return [];
    return [{ statement: `${resource}-alarm`, node: typeof node === 'string' ? node : undefined }];
  });
}

function looksRight(table: Table, from: number): boolean {
  const first = (table.lines[from]?.text ?? '').slice(0, 200);
  if (!/^\s*\{\s*(?:$|")/.test(first)) return false;
  if (first.includes('"alarms"')) return true;
  return table.lines
    .slice(from + 1, from + LOOK_AHEAD_LINES)
    .some(({ text }) => /^\s*"(?:alarms|running_nodes|disk_nodes|file_descriptors)"/.test(text));
}

function readJson(table: Table, from: number): BlockRead | undefined {
  if (!looksRight(table, from)) return undefined;
  const { spans, next } = jsonSpans(table.lines, from, 0);
  const span = spans[0];
  const status = span === undefined ? undefined : document(span.text);
  if (span === undefined || status === undefined) return undefined;
  const observations: Observation[] = [partitions, downNodes, alarms]
    .flatMap((read) => read(status))
    .map((drafted) => observeLines(table, 'cluster', span.first, span.last, drafted));
  return { next, observations, unread: 0 };
}

/** Reads `rabbitmqctl cluster_status --formatter json`, and the alarms of `status`: partitions, members that are down, memory and disk alarms. */
export const clusterStatusJson: BlockReader = tableReader('cluster_status (JSON)', readJson);

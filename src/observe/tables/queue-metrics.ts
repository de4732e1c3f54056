import type { BlockRead, BlockReader } from '../block-reader.ts';
import { type QueueMetric, queueMetric } from './queue-metric.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const SAMPLE = /^([a-zA-Z_:][\w:]{3,120})\{([^}]{1,2000})\}\s+([\d.e+]{1,30})(?:\s+\d{10,13})?\s*$/;
const LABEL = /([A-Za-z_]\w{0,60})="([^"]{0,400})"/g;
const COMMENT = /^# (?:HELP|TYPE) ([\w:]{3,120}) /;

/** What the samples of one queue say together, and the lines (indexes, inclusive) they stand on. */
interface Depth {
  fields: Record<string, string | number | undefined>;
  first: number;
  last: number;
}

function labelsOf(text: string): Map<string, string> {
  const labels = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(LABEL)) labels.set(name, value);
  return labels;
}

function add(depths: Map<string, Depth>, metric: QueueMetric, sample: RegExpExecArray, index: number): void {
  const labels = labelsOf(sample[2] ?? '');
  const queue = metric.queue.map((name) => labels.get(name)).find((value) => value !== undefined);
  const value = Number(sample[3]);
  if (queue === undefined || Number.isNaN(value)) return;
  const vhost = labels.get(metric.vhost ?? '');
  const group = labels.get('consumergroup') ?? labels.get('group') ?? labels.get('group_id') ?? '';
  const key = `${vhost ?? ''} ${group} ${queue}`;
  const depth = depths.get(key) ?? { fields: { queue, vhost }, first: index, last: index };
  depths.set(key, depth);
  const known = Number(depth.fields[metric.field] ?? 0);
  depth.fields[metric.field] = metric.summed ? known + value : Math.max(known, value);
  depth.last = index;
}

function nameAt(text: string): string | undefined {
  return COMMENT.exec(text)?.[1] ?? SAMPLE.exec(text)?.[1];
}

/** Samples of the same exporter that stand between do not end the block; those of another one do. */
function isNeighbour(name: string, opening: string): boolean {
  return (
    name.split('_')[0] === opening.split('_')[0] && (name.includes('queue') || name.includes('consumer'))
  );
}

function readMetrics(table: Table, from: number): BlockRead | undefined {
  const opening = nameAt((table.lines[from]?.text ?? '').slice(0, 3000));
  if (opening === undefined || queueMetric(opening) === undefined) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const depths = new Map<string, Depth>();
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 3000);
    const name = nameAt(text);
    const metric = name === undefined ? undefined : queueMetric(name);
    if (name === undefined || (metric === undefined && !isNeighbour(name, opening))) break;
    const sample = metric === undefined ? null : SAMPLE.exec(text);
    if (metric !== undefined && sample !== null) add(depths, metric, sample, index);
    block.next = index + 1;
  }
  for (const { fields, first, last } of depths.values()) {
    block.observations.push(observeLines(table, 'queue', first, last, fields));
  }
  return depths.size === 0 ? undefined : block;
}

/** Reads how deep queues are from the text exposition of Prometheus exporters (`rabbitmq_queue_messages_ready{queue="jobs"} 7`). */
export const queueMetrics: BlockReader = tableReader('queue metrics', readMetrics);

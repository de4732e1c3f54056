import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const START =
  /^(?:# (?:HELP|TYPE) )?node_(?:tcp_connection_states|sockstat_TCP|netstat_Tcp|nf_conntrack_entries)/;
const SAMPLE = /^([a-zA-Z_:][\w:]{0,200})(?:\{([^}]{0,1000})\})?\s+([\d.e+-]{1,30})(?:\s+(\d{10,13}))?\s*$/;

/** What the conntrack collector calls the two sysctls (node_exporter, collector/conntrack_linux.go). */
const CONNTRACK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    node_nf_conntrack_entries: 'nf_conntrack_count',
    node_nf_conntrack_entries_limit: 'nf_conntrack_max',
  }),
);

function label(labels: string, name: string): string | undefined {
  return new RegExp(`(?:^|,)\\s*${name}="([^"]{0,200})"`).exec(labels)?.[1];
}

function observe(
  table: Table,
  index: number,
  sample: RegExpExecArray,
  snapshot: string,
): Observation | undefined {
  const [, name = '', labels = '', value, stamp] = sample;
  const host = label(labels, 'instance') ?? label(labels, 'host');
  const preamble =
    stamp === undefined ? table.preamble : { ...table.preamble, atMs: Number(stamp.padEnd(13, '0')) };
  const timed = { ...table, preamble };
  const state =
    name === 'node_tcp_connection_states'
      ? kernelState(label(labels, 'state') ?? '')
      : name === 'node_sockstat_TCP_tw'
        ? 'TIME_WAIT'
        : undefined;
  if (state !== undefined) {
    const counted = { snapshot, state, count: Number(value), host, source: name };
    return observeLines(timed, 'state-count', index, index, counted);
  }
  const tracked = CONNTRACK.get(name);
  if (tracked !== undefined) {
    const drafted = { name: tracked, value: Number(value), text: String(value), product: 'kernel' };
    return observeLines(timed, 'setting', index, index, drafted);
  }
  const counter = /^node_netstat_Tcp(?:Ext)?_(\w{2,60})$/.exec(name)?.[1];
  if (counter === undefined) return undefined;
  return observeLines(timed, 'counter', index, index, { name: counter, value: Number(value), host });
}

function readMetrics(table: Table, from: number): BlockRead | undefined {
  if (!START.test((table.lines[from]?.text ?? '').slice(0, 300))) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const snapshot = table.context.nextSnapshot();
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 1300);
    const sample = SAMPLE.exec(text);
    if (sample === null && !/^# (?:HELP|TYPE) /.test(text)) break;
    block.next = index + 1;
    const observation = sample === null ? undefined : observe(table, index, sample, snapshot);
    if (observation !== undefined) block.observations.push(observation);
  }
  return claimed(block, from);
}

/** Reads the text exposition of node_exporter: its tcpstat, sockstat, netstat and conntrack collectors. */
export const nodeExporter: BlockReader = tableReader('node_exporter metrics', readMetrics);

import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const PAIR =
  /\b(?:netstat_)?tcp_([a-z_]{5,12}[12]?)["']?\s{0,4}[=: ]\s{0,4}(\d{1,10})(?:\.0+)?i?(?=[\s,;}|]|$)/g;
const INFLUX_HOST = /^(?:> )?netstat,(?:[^ ]{0,200},)?host=([^, ]{1,100})/;
const COLLECTD =
  /(?:PUTVAL |^)"?([\w.-]{1,100})\/tcpconns-[\w-]{1,40}\/tcp_connections-([A-Z_12]{5,12})"?\s+(?:interval=[\d.]{1,12}\s+)?["']?([\d.]{1,20}):([\d.]{1,20})/;

function collectd(table: Table, index: number, text: string, snapshot: string): Observation[] {
  const value = COLLECTD.exec(text);
  const state = kernelState(value?.[2] ?? '');
  if (value === null || state === undefined) return [];
  const preamble = { ...table.preamble, atMs: Number(value[3]) * 1000 };
  const counted = {
    snapshot,
    state,
    count: Math.round(Number(value[4])),
    host: value[1],
    source: 'collectd',
  };
  return [observeLines({ ...table, preamble }, 'state-count', index, index, counted)];
}

function pairs(table: Table, index: number, text: string, snapshot: string): Observation[] {
  const host = INFLUX_HOST.exec(text)?.[1];
  const nanoseconds =
    text.startsWith('netstat,') || host !== undefined ? / (\d{13})\d{6}\s*$/.exec(text)?.[1] : undefined;
  const preamble =
    nanoseconds === undefined ? table.preamble : { ...table.preamble, atMs: Number(nanoseconds) };
  const found: Observation[] = [];
  for (const pair of text.matchAll(PAIR)) {
    const state = kernelState(pair[1] ?? '');
    if (state === undefined) continue;
    const counted = { snapshot, state, count: Number(pair[2]), host, source: 'netstat metrics' };
    found.push(observeLines({ ...table, preamble }, 'state-count', index, index, counted));
  }
  return found;
}

function observe(table: Table, index: number, snapshot: () => string): Observation[] {
  const text = (table.lines[index]?.text ?? '').slice(0, 4096);
  if (text.includes('tcp_connections-')) return collectd(table, index, text, snapshot());
  return /\btcp_(?:close|established|time_wait|fin|syn|last|listen)|netstat_tcp_/.test(text)
    ? pairs(table, index, text, snapshot())
    : [];
}

/** Only lines that are metrics through and through begin a block, so that a sentence naming one does not. */
const START =
  /^\s*(?:(?:> )?netstat,|"?(?:netstat_)?tcp_[a-z]{3,11}(?:_[a-z0-9]{3,8})?"?\s{0,4}[=: ]\s{0,4}\d|PUTVAL "?[\w.-]+\/tcpconns-|\{.{0,2000}"netstat_tcp_)/;

function readMetrics(table: Table, from: number): BlockRead | undefined {
  if (!START.test((table.lines[from]?.text ?? '').slice(0, 4096))) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  let shared: string | undefined;
  for (let index = from; index < table.lines.length; index += 1) {
    const whole = /^\s*(?:> )?netstat,|^\s*\{/.test((table.lines[index]?.text ?? '').slice(0, 60));
    const snapshot = (): string =>
      whole ? table.context.nextSnapshot() : (shared ??= table.context.nextSnapshot());
    const observations = observe(table, index, snapshot);
    if (observations.length === 0) break;
    block.observations.push(...observations);
    block.next = index + 1;
  }
  return block.observations.length === 0 ? undefined : block;
}

/**
 * Reads socket counts of monitoring agents: CloudWatch agent (`netstat_tcp_close_wait`), Telegraf line protocol (`netstat,…`),
 * collectd tcpconns (`PUTVAL host/tcpconns-5672-local/tcp_connections-CLOSE_WAIT`).
 */
export const agentMetrics: BlockReader = tableReader('agent metrics', readMetrics);

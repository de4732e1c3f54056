import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/**
 * Counters of connections and requests that a circuit breaker refused, and gauges that say that it is open
 * (envoyproxy.io, "Cluster manager", statistics).
 */
const NAMES =
  'upstream_cx_overflow|upstream_cx_pool_overflow|upstream_rq_pending_overflow|upstream_rq_retry_overflow|circuit_breakers[._](?:default|high)[._](?:cx|cx_pool|rq|rq_pending)_open|downstream_cx_overflow';
/** `cluster.web.upstream_cx_overflow: 19`, or as JSON on one line or with the value on the next. */
const PLAIN = new RegExp(`(?:^|[\\s"])(cluster|listener|http)\\.([^\\s":]{1,200})\\.(${NAMES})(?=["\\s:,])`);
const SAMPLE = new RegExp(`^\\s*envoy_(?:cluster|listener|http)_(${NAMES})\\{([^}]{0,1000})\\}\\s+`);
const OWNER = /envoy_(?:cluster_name|listener_address|http_conn_manager_prefix)="([^"]{1,200})"/;
/** `web::default_priority::…` and `web::10.0.0.4:8080::cx_active::3` of /clusters tell limits and use, not refusals. */
const VALUE = /^(?:"?\s{0,4}[:,]\s{0,4}(?:"value"\s{0,4}:\s{0,4})?)?"?(\d{1,15})\b/;
const NEXT_VALUE = /^\s*"value"\s{0,4}:\s{0,4}"?(\d{1,15})\b/;

function statAt(table: Table, index: number) {
  const text = (table.lines[index]?.text ?? '').slice(0, 1000);
  const sample = SAMPLE.exec(text);
  const plain = sample ? null : PLAIN.exec(text);
  const found = sample ?? plain;
  if (found === null) return undefined;
  const rest = text.slice(found.index + found[0].length);
  const own = VALUE.exec(rest)?.[1];
  const below =
    own === undefined ? NEXT_VALUE.exec((table.lines[index + 1]?.text ?? '').slice(0, 200)) : null;
  const value = own ?? below?.[1];
  if (value === undefined) return undefined;
  const of = sample ? OWNER.exec(sample[2] ?? '')?.[1] : plain?.[2];
  const name = (sample?.[1] ?? plain?.[3] ?? '').replaceAll('.', '_');
  return { name, of, value: Number(value), last: below ? index + 1 : index };
}

/** Objects of JSON may open and close around each of them. */
const BRACKETS = /^[\s{}[\],]*$/;

function readStats(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 200);
    if (BRACKETS.test(text) && index - block.next < 3) continue;
    const stat = statAt(table, index);
    if (stat === undefined) break;
    const { last, ...fields } = stat;
    block.observations.push(observeLines(table, 'counter', index, last, fields));
    index = last;
    block.next = last + 1;
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads what Envoy's /stats (plain, JSON or for Prometheus) counts of refused connections. */
export const envoyStats: BlockReader = tableReader('Envoy statistics', readStats);

import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const SAMPLE = /^\s*([a-zA-Z_:][\w:]{3,120})(?:\{([^}]{0,1000})\})?\s+([\d.e+]{1,30})(?:\s+\d{10,13})?\s*$/;
const COMMENT = /^# (?:HELP|TYPE) ([\w:]{3,120}) /;
const LABEL = /([A-Za-z_]\w{0,60})="([^"]{0,400})"/g;
/** Labels that tell pools apart. */
const NAMING = ['pool', 'name', 'database', 'user', 'db_name', 'id', 'dataSource', 'datname'];

type Part = 'poolWaiting' | 'poolActive' | 'poolIdle' | 'poolMax';

/**
 * What a metric measures of a pool: HikariCP, Tomcat, Micrometer, Agroal (Quarkus), Go's database/sql, and the exporter of PgBouncer
 * (prometheus-community), each under the names that its exporter gives.
 */
const PARTS: readonly { name: RegExp; part: Part }[] = [
  {
    name: /^(?:hikaricp_(?:pending_threads|connections_pending)|(?:pgbouncer_)?pools_client_waiting_connections|agroal_awaiting_count|jdbc_connections_pending|r2dbc_pool_pending_connections|vertx_sql_queue_pending)$/i,
    part: 'poolWaiting',
  },
  {
    name: /^(?:hikaricp_(?:active_connections|connections_active)|(?:pgbouncer_)?pools_server_active_connections|agroal_active_count|(?:jdbc|tomcat_jdbc)_connections_active|r2dbc_pool_acquired_connections|go_sql_in_use_connections|go_sql_stats_connections_in_use|vertx_sql_in_use)$/i,
    part: 'poolActive',
  },
  {
    name: /^(?:hikaricp_(?:idle_connections|connections_idle)|(?:pgbouncer_)?pools_server_(?:idle|used)_connections|agroal_available_count|(?:jdbc|tomcat_jdbc)_connections_idle|r2dbc_pool_idle_connections|go_sql_idle_connections|go_sql_stats_connections_idle)$/i,
    part: 'poolIdle',
  },
  {
    name: /^(?:hikaricp_(?:max_connections|connections_max)|(?:jdbc|tomcat_jdbc)_connections_max|r2dbc_pool_max_allocated_connections|go_sql_max_open_connections|go_sql_stats_connections_max_open)$/i,
    part: 'poolMax',
  },
];

interface Pool {
  fields: { pool: string; database?: string; user?: string } & Partial<Record<Part, number>>;
  first: number;
  last: number;
}

function nameAt(text: string): string | undefined {
  return COMMENT.exec(text)?.[1] ?? SAMPLE.exec(text)?.[1];
}

function partOf(name: string): Part | undefined {
  return PARTS.find((one) => one.name.test(name))?.part;
}

function add(pools: Map<string, Pool>, part: Part, sample: RegExpExecArray, index: number): void {
  const labels = new Map(
    [...(sample[2] ?? '').matchAll(LABEL)].map(([, key = '', value = '']) => [key, value]),
  );
  const name = NAMING.flatMap((label) => labels.get(label) ?? []).join('/');
  const [database, user] = [labels.get('database'), labels.get('user')];
  const fields = { pool: name, ...(database ? { database } : {}), ...(user ? { user } : {}) };
  const pool: Pool = pools.get(name) ?? { fields, first: index, last: index };
  pools.set(name, pool);
  pool.fields[part] = (pool.fields[part] ?? 0) + Math.round(Number(sample[3]));
  pool.last = index;
}

function readMetrics(table: Table, from: number): BlockRead | undefined {
  const opening = nameAt((table.lines[from]?.text ?? '').slice(0, 2000));
  if (opening === undefined || partOf(opening) === undefined) return undefined;
  const [family] = opening.split('_');
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const pools = new Map<string, Pool>();
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 2000);
    const name = nameAt(text);
    if (name === undefined || name.split('_')[0] !== family) break;
    const part = partOf(name);
    const sample = part === undefined ? null : SAMPLE.exec(text);
    if (part !== undefined && sample !== null) add(pools, part, sample, index);
    block.next = index + 1;
  }
  for (const { fields, first, last } of pools.values())
    block.observations.push(observeLines(table, 'pool', first, last, fields));
  return pools.size === 0 ? undefined : block;
}

/** Reads pools of connections from the text exposition of Prometheus exporters (`hikaricp_connections_pending{pool="main"} 12.0`). */
export const poolMetrics: BlockReader = tableReader('pool metrics', readMetrics);

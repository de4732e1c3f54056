import type { BlockReader } from '../block-reader.ts';
import { activemqQueues } from './activemq-queues.ts';
import { agentMetrics } from './agent-metrics.ts';
import { clusterStatusJson } from './cluster-status-json.ts';
import { clusterStatusTerm } from './cluster-status-term.ts';
import { clusterStatusText } from './cluster-status-text.ts';
import { commandCounts } from './command-counts.ts';
import { conntrack } from './conntrack.ts';
import { gearmanStatus } from './gearman-status.ts';
import { gridTable } from './grid-table.ts';
import { groupedStates } from './grouped-states.ts';
import { hostCounts } from './host-counts.ts';
import { jsonListing } from './json-listing.ts';
import { kafkaLag } from './kafka-lag.ts';
import { labelledDepth } from './labelled-depth.ts';
import { listLength } from './list-length.ts';
import { lsof } from './lsof.ts';
import { netTcpConnection } from './net-tcp-connection.ts';
import { netstat } from './netstat.ts';
import { netstatCounters } from './netstat-counters.ts';
import { netstatSolaris } from './netstat-solaris.ts';
import { netstatWindows } from './netstat-windows.ts';
import { nodeExporter } from './node-exporter.ts';
import { nstat } from './nstat.ts';
import { postgresPs } from './postgres-ps.ts';
import { procNetTcp } from './proc-net-tcp.ts';
import { procNetstat } from './proc-netstat.ts';
import { prometheusQueues } from './prometheus-queues.ts';
import { psqlTable } from './psql-table.ts';
import { quorumStatus } from './quorum-status.ts';
import { sockstat } from './sockstat.ts';
import { ss } from './ss.ts';
import { ssSummary } from './ss-summary.ts';
import { stateCounts } from './state-counts.ts';
import { tabTable } from './tab-table.ts';
import { verticalRecords } from './vertical-records.ts';

/** Every reader of connection tables and listings, in the order they are asked: the most telling first lines come first. */
export const TABLE_READERS: readonly BlockReader[] = [
  conntrack,
  ss,
  ssSummary,
  netstat,
  netstatWindows,
  procNetTcp,
  lsof,
  netTcpConnection,
  groupedStates,
  nstat,
  netstatCounters,
  procNetstat,
  sockstat,
  nodeExporter,
  agentMetrics,
  hostCounts,
  stateCounts,
  commandCounts,
  clusterStatusTerm,
  clusterStatusText,
  clusterStatusJson,
  quorumStatus,
  kafkaLag,
  prometheusQueues,
  activemqQueues,
  listLength,
  gearmanStatus,
  labelledDepth,
  gridTable,
  psqlTable,
  tabTable,
  verticalRecords,
  jsonListing,
  postgresPs,
  netstatSolaris,
];

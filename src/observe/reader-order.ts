import type { BlockReader } from './block-reader.ts';
import { packetCapture } from './captures/packet-capture.ts';
import { vpcFlowLog } from './captures/vpc-flow-log.ts';
import { answeredSettings } from './config/answered-settings.ts';
import { erlangTerms } from './config/erlang-terms.ts';
import { loadBalancerAttributes } from './config/load-balancer-attributes.ts';
import { sourceText } from './config/source-text.ts';
import { sysctl } from './config/sysctl.ts';
import { gatewayPorts } from './metrics/gateway-ports.ts';
import { metricSeries, printedMetrics } from './metrics/metric-series.ts';
import { activemqQueues } from './tables/activemq-queues.ts';
import { agentMetrics } from './tables/agent-metrics.ts';
import { churnRates } from './tables/churn-rates.ts';
import { clusterStatusJson } from './tables/cluster-status-json.ts';
import { clusterStatusTerm } from './tables/cluster-status-term.ts';
import { clusterStatusText } from './tables/cluster-status-text.ts';
import { codedStateCounts } from './tables/coded-state-counts.ts';
import { commandCounts } from './tables/command-counts.ts';
import { connectionCells } from './tables/connection-cells.ts';
import { connectionNames } from './tables/connection-names.ts';
import { conntrack } from './tables/conntrack.ts';
import { definitions } from './tables/definitions.ts';
import { emqxClients } from './tables/emqx-clients.ts';
import { envoyStats } from './tables/envoy-stats.ts';
import { gearmanStatus } from './tables/gearman-status.ts';
import { gridTable } from './tables/grid-table.ts';
import { groupedStates } from './tables/grouped-states.ts';
import { haproxyStats } from './tables/haproxy-stats.ts';
import { hostCounts } from './tables/host-counts.ts';
import { jsonListing } from './tables/json-listing.ts';
import { kafkaLag } from './tables/kafka-lag.ts';
import { kafkaLagJson } from './tables/kafka-lag-json.ts';
import { labelledDepth } from './tables/labelled-depth.ts';
import { listLength } from './tables/list-length.ts';
import { listenQueues } from './tables/listen-queues.ts';
import { lsof } from './tables/lsof.ts';
import { netTcpConnection } from './tables/net-tcp-connection.ts';
import { netstat } from './tables/netstat.ts';
import { netstatCounters } from './tables/netstat-counters.ts';
import { netstatSolaris } from './tables/netstat-solaris.ts';
import { netstatWindows } from './tables/netstat-windows.ts';
import { nodeExporter } from './tables/node-exporter.ts';
import { nstat } from './tables/nstat.ts';
import { numberSeries } from './tables/number-series.ts';
import { poolMetrics } from './tables/pool-metrics.ts';
import { postgresPs } from './tables/postgres-ps.ts';
import { procNetTcp } from './tables/proc-net-tcp.ts';
import { procNetstat } from './tables/proc-netstat.ts';
import { prometheusQueues } from './tables/prometheus-queues.ts';
import { psqlTable } from './tables/psql-table.ts';
import { pythonListing } from './tables/python-listing.ts';
import { quorumStatus } from './tables/quorum-status.ts';
import { redisClients } from './tables/redis-clients.ts';
import { requiredActions } from './tables/required-actions.ts';
import { ruledTable } from './tables/ruled-table.ts';
import { sessionCounts } from './tables/session-counts.ts';
import { sessionGroups } from './tables/session-groups.ts';
import { sockstat } from './tables/sockstat.ts';
import { ss } from './tables/ss.ts';
import { ssSummary } from './tables/ss-summary.ts';
import { stateCounts } from './tables/state-counts.ts';
import { tabTable } from './tables/tab-table.ts';
import { verticalRecords } from './tables/vertical-records.ts';

/** Readers of connection tables and listings in the order in which they are tried: the most distinctive first lines come first. */
export const TABLE_READERS: readonly BlockReader[] = [
  conntrack,
  ss,
  ssSummary,
  netstat,
  listenQueues,
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
  haproxyStats,
  stateCounts,
  codedStateCounts,
  sessionCounts,
  sessionGroups,
  commandCounts,
  numberSeries,
  clusterStatusTerm,
  clusterStatusText,
  clusterStatusJson,
  requiredActions,
  quorumStatus,
  kafkaLag,
  kafkaLagJson,
  churnRates,
  envoyStats,
  poolMetrics,
  prometheusQueues,
  activemqQueues,
  redisClients,
  emqxClients,
  listLength,
  gearmanStatus,
  labelledDepth,
  printedMetrics,
  gatewayPorts,
  gridTable,
  psqlTable,
  ruledTable,
  tabTable,
  connectionNames,
  connectionCells,
  verticalRecords,
  metricSeries,
  jsonListing,
  pythonListing,
  definitions,
  postgresPs,
  netstatSolaris,
];

/** Readers of captured traffic in the order in which they are tried. */
export const CAPTURE_READERS: readonly BlockReader[] = [packetCapture, vpcFlowLog];

/** Readers of configuration and code in the order in which they are tried: the most general comes last. */
export const CONFIG_READERS: readonly BlockReader[] = [
  answeredSettings,
  erlangTerms,
  sysctl,
  loadBalancerAttributes,
  sourceText,
];

/** All formats that are not logs, in the order in which they are tried on a line. */
export const BLOCK_READERS: readonly BlockReader[] = [
  ...TABLE_READERS,
  ...CAPTURE_READERS,
  ...CONFIG_READERS,
];

import { FIGURE_NAMES, type Figure } from '../tables/figure-names.ts';
import { kernelState } from '../tables/tcp-state.ts';

/**
 * What a metric tells: how much there is of something limited, how many sockets are in a state, how often something happened in each
 * period, or (`total`) since its program started.
 */
export type Meaning =
  | { is: 'figure'; figure: Figure }
  | { is: 'state'; state: string }
  | { is: 'events' | 'total'; name: string };

/**
 * Amounts of CloudWatch: AWS/AmazonMQ for RabbitMQ and for ActiveMQ (Amazon MQ Developer Guide, "Available CloudWatch metrics"), AWS/RDS,
 * AWS/ElastiCache, AWS/NATGateway, AWS/NetworkELB and AWS/ApplicationELB; of node_exporter's conntrack collector; and of pools by
 * Micrometer (HikariCP, Tomcat, R2DBC) and Go's database/sql.
 */
const AMOUNTS: ReadonlyMap<string, Figure> = new Map(
  Object.entries<Figure>({
    ConnectionCount: { resource: 'connections', side: 'used', product: 'rabbitmq' },
    ChannelCount: { resource: 'channels', side: 'used', product: 'rabbitmq' },
    RabbitMQFdUsed: { resource: 'descriptors', side: 'used', product: 'rabbitmq' },
    RabbitMQMemUsed: { resource: 'memory', side: 'used', product: 'rabbitmq' },
    RabbitMQMemLimit: { resource: 'memory', side: 'limit', product: 'rabbitmq' },
    RabbitMQDiskFree: { resource: 'disk-space', side: 'free', product: 'rabbitmq' },
    RabbitMQDiskFreeLimit: { resource: 'disk-space', side: 'limit', product: 'rabbitmq' },
    CurrentConnectionsCount: { resource: 'connections', side: 'used', product: 'activemq' },
    AmqpMaximumConnections: { resource: 'connections', side: 'limit', product: 'activemq' },
    DatabaseConnections: { resource: 'connections', side: 'used', product: '' },
    CurrConnections: { resource: 'connections', side: 'used', product: 'redis' },
    ActiveConnectionCount: { resource: 'connections', side: 'used', product: '' },
    ActiveFlowCount: { resource: 'connections', side: 'used', product: '' },
    ActiveFlowCount_TCP: { resource: 'connections', side: 'used', product: '' },
    rabbitmq_connections: { resource: 'connections', side: 'used', product: 'rabbitmq' },
    rabbitmq_channels: { resource: 'channels', side: 'used', product: 'rabbitmq' },
    pg_stat_database_numbackends: { resource: 'connections', side: 'used', product: 'postgresql' },
    MessageCount: { resource: 'messages', side: 'used', product: '' },
    rabbitmq_queue_messages: { resource: 'messages', side: 'used', product: '' },
    hikaricp_connections_active: { resource: 'pool', side: 'used', product: '' },
    hikaricp_connections_max: { resource: 'pool', side: 'limit', product: '' },
    jdbc_connections_active: { resource: 'pool', side: 'used', product: '' },
    jdbc_connections_max: { resource: 'pool', side: 'limit', product: '' },
    r2dbc_pool_acquired_connections: { resource: 'pool', side: 'used', product: '' },
    r2dbc_pool_max_allocated_connections: { resource: 'pool', side: 'limit', product: '' },
    go_sql_stats_connections_in_use: { resource: 'pool', side: 'used', product: '' },
    go_sql_stats_connections_max_open: { resource: 'pool', side: 'limit', product: '' },
    node_nf_conntrack_entries: { resource: 'conntrack-entries', side: 'used', product: 'kernel' },
    node_nf_conntrack_entries_limit: { resource: 'conntrack-entries', side: 'limit', product: 'kernel' },
  }),
);

/** What CloudWatch counts in each period, of which a healthy gateway or balancer has none, or few. */
const EVENTS = [
  'ErrorPortAllocation',
  'IdleTimeoutCount',
  'PortAllocationErrorCount',
  'RejectedConnectionCount',
  'SpilloverCount',
  'TCP_ELB_Reset_Count',
  'TCP_Target_Reset_Count',
  'TargetConnectionErrorCount',
  'BackendConnectionErrors',
  'ClientTLSNegotiationErrorCount',
  'TargetTLSNegotiationErrorCount',
];

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...[...FIGURE_NAMES].map(([name, figure]): [string, Meaning] => [name, { is: 'figure', figure }]),
  ...[...AMOUNTS].map(([name, figure]): [string, Meaning] => [name.toLowerCase(), { is: 'figure', figure }]),
  ...EVENTS.map((name): [string, Meaning] => [name.toLowerCase(), { is: 'events', name }]),
]);

/** Counters of the kernel since it started, by node_exporter's netstat collector. */
const KERNEL_COUNTER = /^node_netstat_Tcp(?:Ext)?_(\w{2,60})$/;
const AGENT_STATE = /^(?:netstat_)?tcp_([a-z_]{5,12}[12]?)$/;

/** What a metric of this name tells; `stateLabel` is the state that the series is of. Undefined for one that tells nothing of connections. */
export function meaningOf(name: string, stateLabel: string | undefined): Meaning | undefined {
  if (name === 'node_tcp_connection_states') return stateOf(stateLabel ?? '');
  if (name === 'node_sockstat_TCP_tw') return { is: 'state', state: 'TIME_WAIT' };
  const counter = KERNEL_COUNTER.exec(name)?.[1];
  if (counter === 'CurrEstab') return { is: 'state', state: 'ESTABLISHED' };
  if (counter !== undefined) return { is: 'total', name: counter };
  const known = MEANINGS.get(name.toLowerCase());
  return known ?? stateOf(AGENT_STATE.exec(name)?.[1] ?? '');
}

function stateOf(printed: string): Meaning | undefined {
  const state = kernelState(printed);
  return state === undefined ? undefined : { is: 'state', state };
}

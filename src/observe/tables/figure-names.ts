/** What a figure counts, and on which side of its limit it stands. */
export interface Figure {
  resource:
    | 'descriptors'
    | 'sockets'
    | 'connections'
    | 'channels'
    | 'memory'
    | 'disk-space'
    | 'conntrack-entries'
    | 'ports'
    | 'messages'
    | 'pool';
  side: 'used' | 'free' | 'limit';
  product: string;
}

function figures(
  product: string,
  resource: Figure['resource'],
  sides: Partial<Record<Figure['side'], string>>,
): [string, Figure][] {
  return Object.entries(sides).flatMap(([side, names]) =>
    names
      .split(' ')
      .map((name): [string, Figure] => [
        name.toLowerCase(),
        { resource, side: side as Figure['side'], product },
      ]),
  );
}

/**
 * What products call what is in use and what may be, in lower case: rabbitmqctl status and /api/nodes of RabbitMQ, INFO of Redis, SHOW STATUS
 * and SHOW VARIABLES of MySQL, `show info` of HAProxy, /varz of NATS, $SYS of mosquitto, MongoDB's serverStatus, and their exporters.
 */
export const FIGURE_NAMES: ReadonlyMap<string, Figure> = new Map([
  ...figures('rabbitmq', 'descriptors', {
    used: 'total_used fd_used rabbitmq_process_open_fds rabbitmq_node_fd_used',
    limit: 'total_limit fd_total rabbitmq_process_max_fds rabbitmq_node_fd_total',
  }),
  ...figures('rabbitmq', 'sockets', {
    used: 'sockets_used rabbitmq_process_open_tcp_sockets rabbitmq_node_sockets_used',
    limit: 'sockets_limit sockets_total rabbitmq_process_max_tcp_sockets rabbitmq_node_sockets_total',
  }),
  ...figures('rabbitmq', 'memory', {
    used: 'mem_used rabbitmq_process_resident_memory_bytes rabbitmq_node_mem_used',
    limit: 'vm_memory_limit mem_limit rabbitmq_resident_memory_limit_bytes rabbitmq_node_mem_limit',
  }),
  ...figures('rabbitmq', 'disk-space', {
    free: 'disk_free rabbitmq_disk_space_available_bytes rabbitmq_node_disk_free',
    limit: 'disk_free_limit rabbitmq_disk_space_available_limit_bytes rabbitmq_node_disk_free_limit',
  }),
  ...figures('', 'descriptors', { used: 'process_open_fds', limit: 'process_max_fds' }),
  ...figures('redis', 'connections', {
    used: 'connected_clients redis_connected_clients',
    limit: 'maxclients redis_config_maxclients',
  }),
  ...figures('mysql', 'connections', {
    used: 'Threads_connected Max_used_connections mysql_global_status_threads_connected',
    limit: 'mysql_global_variables_max_connections',
  }),
  ...figures('', 'connections', { limit: 'max_connections' }),
  ...figures('postgresql', 'connections', { limit: 'pg_settings_max_connections' }),
  ...figures('haproxy', 'connections', {
    used: 'CurrConns haproxy_process_current_connections',
    limit: 'Maxconn haproxy_process_max_connections',
  }),
  ...figures('nats', 'connections', { used: 'connections' }),
  ...figures('mosquitto', 'connections', { used: '$SYS/broker/clients/connected' }),
]);

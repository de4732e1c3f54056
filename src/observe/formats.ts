/** The formats that can be read, listed for people by kind. A format is recognized by its content, never by the name of a file. */
export const FORMATS: readonly { kind: string; formats: readonly string[] }[] = [
  {
    kind: 'Broker and server logs',
    formats: [
      'RabbitMQ: =ERROR REPORT==== blocks, lager, logger text, JSON, journald and syslog',
      'Mosquitto, EMQX, VerneMQ, HiveMQ',
      'Kafka, ActiveMQ, NATS, Redis',
      'PostgreSQL, MySQL and MariaDB, HAProxy, nginx, the Linux kernel',
    ],
  },
  {
    kind: 'Client logs and stack traces',
    formats: [
      'Python, Java, .NET, Node.js, Go, PHP, Ruby, Rust: a trace is one record, the client library is recognized',
      'Python logging, Celery, log4j, logback, Spring Boot, Serilog, NLog, Monolog, klog, librdkafka',
      'any line that begins with a common time stamp',
    ],
  },
  {
    kind: 'Wrappers, in any order and depth',
    formats: [
      'docker and compose prefixes, Docker JSON, Kubernetes CRI, kubectl and stern prefixes and time stamps',
      'syslog RFC 3164 and RFC 5424, journald export',
      'CloudWatch Logs: subscription payload, aws logs tail and filter-log-events, console CSV, Insights',
      'fluent-bit, pino, winston, bunyan, zap, Serilog and logstash JSON, logfmt, Elasticsearch and Kibana exports',
      'grep prefixes, quoted blocks, Markdown fences, ANSI colours, CRLF, UTF-16, gzip',
    ],
  },
  {
    kind: 'Connection tables',
    formats: [
      'ss with any options, ss -s; netstat on Linux, BusyBox, macOS, BSD, Windows, Solaris; Get-NetTCPConnection, also grouped by state',
      'lsof -i, /proc/net/tcp and tcp6, /proc/net/sockstat, conntrack -L',
      'counts by state in either column order, node_exporter, CloudWatch agent, Telegraf and collectd metrics',
      'netstat -s, nstat, /proc/net/netstat and snmp counters',
      'metrics over time: CloudWatch get-metric-data, get-metric-statistics and metric streams, Prometheus query_range and query',
    ],
  },
  {
    kind: 'Listings of brokers and databases',
    formats: [
      'RabbitMQ: /api/connections, /api/queues, rabbitmqctl list_connections, list_queues and cluster_status, rabbitmqadmin',
      'queue depths of Kafka groups, Redis lists, Gearman, Beanstalkd, SQS, JetStream, ActiveMQ, exporters; quorum_status',
      'MySQL show processlist, PostgreSQL pg_stat_activity, ps of PostgreSQL',
    ],
  },
  {
    kind: 'Captures',
    formats: [
      'pcap and pcapng files; tcpdump and tshark text, VPC flow logs: connections are reconstructed from packets',
    ],
  },
  {
    kind: 'Configuration in force',
    formats: [
      'rabbitmq.conf, advanced.config, mosquitto.conf, haproxy.cfg, nginx, my.cnf, postgresql.conf, sysctl, CONFIG GET, SHOW',
      'connection URIs and client code with heartbeat, keepalive and time-out values',
    ],
  },
];

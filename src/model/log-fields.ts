/** Every field that a log record may carry; see `FIELDS`. */
export const LOG_FIELDS = {
  product: 'string', // whose log: rabbitmq, mosquitto, emqx, kafka, nats, redis, postgresql, mysql, haproxy, nginx, kernel, activemq …
  library: 'string', // client library seen in the record: pika, aio-pika, aioamqp, py-amqp, celery, amqplib, amqp-connection-manager, php-amqplib, bunny, java, spring-amqp, dotnet, masstransit, easynetq, amqp091-go, rabbitmq-c, lapin …
  level: 'string', // debug, info, notice, warning, error, critical
  pid: 'string', // Erlang pid "<0.680.0>" or an OS process id, as printed
  logger: 'string', // logger, module or class that wrote it
  host: 'string', // machine, container or pod the wrapper names
  node: 'string', // Erlang node, e.g. rabbit@mq01
  ownNode: 'string', // what the server that writes calls itself: its Erlang node, Kafka's `broker 2`, a NATS name
  client: 'string', // client's address:port
  server: 'string', // server's address:port
  clientName: 'string', // client-provided connection name, MQTT client id, NATS client name
  vhost: 'string',
  user: 'string',
  channel: 'number',
  queue: 'string',
  exchange: 'string',
  group: 'string', // consumer group (Kafka)
  member: 'string', // group member (Kafka)
  database: 'string',
  endpoint: 'string', // an address:port or host:port that is neither known as client nor as server
  port: 'number',
  timeoutSec: 'number',
  timeoutMs: 'number',
  durationSec: 'number',
  errno: 'string', // ECONNRESET, EPIPE …: the keys of knowledge/failures.yml
  operation: 'string', // the call that met it: connect, read, write, bind, accept, resolve
  termination: 'string', // why a proxy ended a session: HAProxy's termination state (server-abort/connect, server-timeout/queue …), Envoy's response flag (upstream-overflow …)
  code: 'number', // AMQP or MQTT reply code
  connack: 'string', // why an MQTT server refused a CONNECT: protocol-version, client-id, server-unavailable, bad-credentials, not-authorized …; no-answer, connect-failed, connection-lost where none came
  reason: 'string',
  version: 'string', // version of the product, from its start banner
  deliveryTag: 'number',
  consumerTag: 'string',
  poolUsed: 'number', // statistics of a pool of connections: in use
  poolIdle: 'number', // open and not in use
  poolMax: 'number', // at most
  poolFree: 'number', // how many more may be taken: poolMax - poolUsed
  poolWaiting: 'number', // callers that wait; some pools count all that ever waited
} as const;

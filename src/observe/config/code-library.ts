/** Marks that give a client library away, the surer first: names of modules, classes, options that only it has. */
const MARKS: readonly [library: string, mark: RegExp][] = [
  ['aio-pika', /\baio_pika\b|\baiormq\b|\bconnect_robust\b/],
  ['celery', /\bcelery\b|\b(?:CELERY_)?BROKER_(?:URL|HEARTBEAT)\b|\bbroker_(?:heartbeat|url)\b/],
  ['kombu', /\bkombu\b/],
  ['py-amqp', /\bpyamqp:|\bimport amqp\b/],
  ['pika', /\bpika\b|\bBlockingConnection\b|\bbasic_qos\(|\bbasic_consume\(/],
  ['amqp-connection-manager', /amqp-connection-manager|heartbeatIntervalInSeconds/],
  ['amqplib', /\bamqplib\b|\bamqp\.connect\(/],
  [
    'php-amqplib',
    /PhpAmqpLib|AMQP(?:Stream|SSL|Lazy|Socket)Connection|old_sound_rabbit_mq|\bread_write_timeout\b/,
  ],
  ['bunny', /\bBunny\b/],
  ['masstransit', /\bMassTransit\b|\bUsingRabbitMq\b/i],
  ['easynetq', /\bEasyNetQ\b|\bRabbitHutch\b/i],
  ['spring-amqp', /spring\.rabbitmq|springframework\.amqp|CachingConnectionFactory|requested-heartbeat/],
  ['dotnet', /RabbitMQ\.Client|RequestedHeartbeat\s*=|\bTimeSpan\./],
  ['java', /com\.rabbitmq\.client|setRequestedHeartbeat/],
  ['amqp091-go', /amqp091-go|streadway\/amqp|\bamqp\.(?:Config|DialConfig|Dial)\b|\btime\.Second\b/],
  ['lapin', /\blapin\b/],
  ['rabbitmq-c', /\bamqp_login\(/],
];
const RELEVANT =
  /amqp|rabbit|pika|bunny|celery|broker|kombu|lapin|heartbeat|basic_|connect_robust|read_write|TimeSpan|time\.|Rabbit|aio/i;

/** The client library that code or a property file belongs to, by its texts (comments off). Undefined when none shows. */
export function codeLibrary(texts: readonly string[]): string | undefined {
  const relevant = texts.filter((text) => RELEVANT.test(text));
  return MARKS.find(([, mark]) => relevant.some((text) => mark.test(text)))?.[0];
}

/** Client libraries and how they are recognized: class names, paths in stack traces, logger names, messages only they write. The outermost library, which people configure, comes first. */
const LIBRARIES: readonly (readonly [string, RegExp])[] = [
  ['masstransit', /\bMassTransit\b|rabbitmq:\/\/[^\s/]{1,200}\//],
  ['easynetq', /\bEasyNetQ\b/],
  [
    'spring-amqp',
    /springframework\.amqp|\bo\.s\.a\.r|CachingConnectionFactory|SimpleMessageListenerContainer|Restarting Consumer@/,
  ],
  ['spring-kafka', /springframework\.kafka|\bo\.s\.k/],
  ['sneakers', /\b[Ss]neakers\b|\/kicks-|\bkicks\b/],
  [
    'celery',
    /\bcelery[./]|celery worker|consumer: (?:Connection to broker lost|Cannot connect to)|Couldn't ack \d/,
  ],
  ['kombu', /\bkombu[./]/],
  [
    'py-amqp',
    /\/amqp\/(?:connection|transport|channel|abstract_channel|method_framing|exceptions)\.py|\bamqp\.exceptions|Too many heartbeats missed|ConnectionForced|Server unexpectedly closed connection/,
  ],
  ['aio-pika', /\baio_pika\b|\baio-pika\b/],
  ['aiormq', /\baiormq\b|Server connection <|was stuck\. No frames were received/],
  ['aioamqp', /\baioamqp\b|AmqpClosedConnection/],
  [
    'pika',
    /\bpika[./]|\bpika\b|AMQPHeartbeatTimeout|StreamLostError|ChannelWrongStateError|ConnectionWrongStateError|ConnectionClosedByBroker|ChannelClosedByBroker|AMQPConnectorStackTimeout|missed h?m?eartbeats in the last|_AsyncBaseTransport|ConnectionBlockedTimeout/,
  ],
  ['amqp-connection-manager', /amqp-connection-manager|AmqpConnectionManager/],
  ['rabbitmq-client', /\/rabbitmq-client\/|AMQPConnectionError: connection timed out/],
  [
    'php-amqplib',
    /PhpAmqpLib|php-amqplib|[Mm]issed server heartbeat|AMQPHeartbeatMissed|Broken pipe or closed connection|Error Connecting to server ?\(\d/,
  ],
  [
    'amqplib',
    /(?<![-\w])amqplib\b(?!\/php)|Error: Heartbeat timeout|IllegalOperationError|Channel ended, no reply will be forthcoming|with message "[A-Z_]+ - |Socket closed abruptly during opening handshake/,
  ],
  [
    'amqp-ext',
    /\bAMQP(?:Connection|Queue|Channel|Exchange)?Exception\b|amqp-ext|AMQPQueue->|Library error: /,
  ],
  ['bunny', /\bBunny::|\/bunny-\d|\bbunny\b.{0,40}(?:recover|heartbeat|network)/],
  [
    'dotnet',
    /RabbitMQ\.Client|RabbitMq\.Client|AMQP close-reason, initiated by|None of the specified endpoints were reachable|heartbeat == /,
  ],
  [
    'java',
    /com\.rabbitmq\.client|\bc\.r\.c|MissedHeartbeatException|Heartbeat missing with heartbeat = |ShutdownSignalException|protocol method: #method<|ForgivingExceptionHandler|An unexpected connection driver error/,
  ],
  ['amqp091-go', /\bamqp091\b|streadway\/amqp|Exception \(\d{3}\) Reason: "/],
  ['rabbitmq-c', /AMQP_STATUS_|AMQP_RESPONSE_|librabbitmq|rabbitmq-c\b|heartbeat timeout, connection closed/],
  ['lapin', /\blapin\b|MissingHeartbeatError|received anything from the server for too long/],
  ['dart-amqp', /dart_amqp|Server did not respond to heartbeats for|HeartbeatFailedException/],
  ['paho', /\bpaho\b|Timed out as no activity, keepAlive=/],
  ['mqtt.js', /node_modules\/mqtt\/|\bMQTT\.js\b/],
  ['librdkafka', /rdkafka|librdkafka|\[thrd:/],
  [
    'kafka-python',
    /\bkafka\.(?:coordinator|consumer|conn|client|producer)\b(?!\.(?:group|transaction)\.)|Heartbeat (?:poll expired|session expired|failed for group)/,
  ],
  ['kafka-java', /org\.apache\.kafka|\[(?:Consumer|Producer|AdminClient) clientId=|\bo\.a\.k/],
  ['sarama', /\bsarama\b/],
  ['ioredis', /\bioredis\b/],
  ['node-redis', /@redis\/client|node_modules\/redis\/|\bReplyError: /],
  ['redis-py', /redis\.exceptions|site-packages\/redis\//],
  ['lettuce', /io\.lettuce/],
  ['jedis', /redis\.clients\.jedis/],
  ['hikaricp', /HikariPool|com\.zaxxer\.hikari/],
  ['sqlalchemy', /sqlalchemy|QueuePool limit of size/],
  ['mysql-connector-j', /com\.mysql\.|The last packet successfully received/],
  ['druid', /com\.alibaba\.druid/],
  ['npgsql', /\bNpgsql/],
  ['psycopg', /\bpsycopg/],
  ['pgjdbc', /org\.postgresql/],
];

/** The client library that wrote a text or appears in it. Undefined when none is recognized. */
export function libraryOf(text: string): string | undefined {
  for (const [name, pattern] of LIBRARIES) if (pattern.test(text)) return name;
  return undefined;
}

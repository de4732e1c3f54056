import type { FieldValue } from '../../../model/fields.ts';

const BANNERS: readonly (readonly [string, RegExp])[] = [
  ['rabbitmq', /\bStarting RabbitMQ (\d[\w.+-]{0,30})|\bRabbitMQ (\d+\.\d+[\w.+-]{0,20})/],
  ['mosquitto', /\bmosquitto version (\d[\w.+-]{0,30}?)(?= )/],
  [
    'nats',
    /\bStarting nats-(?:streaming-)?server(?:\[\S+\])? version (\d[\w.+-]{0,30})|^\s{1,4}Version: {1,4}v?(\d[\w.+-]{0,30})/,
  ],
  ['redis', /\bRedis version=(\d[\w.]{0,20})|\bRedis (\d+\.\d+\.\d+) \(/],
  ['postgresql', /\bstarting PostgreSQL (\d[\w.]{0,20})/],
  ['mysql', /\bmysqld[^\n]{0,60}\((?:mysqld )?(\d+\.\d+\.\d+[\w.-]{0,40})\)|Version: '(\d[\w.-]{0,60})'/],
  ['kafka', /\bKafka version: ?(\d[\w.-]{0,30})/],
  ['emqx', /\bEMQX? (?:Broker |Enterprise )?v?(\d+\.\d+\.\d+)/],
  ['activemq', /\bApache ActiveMQ (\d[\w.-]{0,20})/],
  ['haproxy', /\bHAProxy version (\d[\w.-]{0,30})/],
];
const SHAPES: readonly (readonly [string, RegExp])[] = [
  [
    'rabbitmq',
    /\bAMQP connection\b.{0,40}(?:<\d|\d:\d)|=(?:INFO|ERROR|WARNING) REPORT==|vm_memory_high_watermark|Mnesia\('?rabbit@/,
  ],
  [
    'kafka',
    /\bkafka\.(?:server|coordinator\.(?:group|transaction)|network|log|cluster|controller|zk)\b|\[(?:GroupCoordinator|ReplicaFetcher|KafkaServer|Broker id=|SocketServer|Controller id=|GroupMetadataManager)/,
  ],
  ['activemq', /org\.apache\.activemq|\bAMQ\d{6}:|Channel was inactive for too \(/],
  ['emqx', /\bemqx_|mfa: emqx/],
  ['vernemq', /\bvmq_/],
  ['hivemq', /com\.hivemq/],
  [
    'kernel',
    /\bnf_conntrack: |request_sock_TCP|Possible SYN flooding|TCP: (?:too many orphaned|out of memory|time wait bucket)/,
  ],
  ['mysql', /\bAborted connection \d/],
  ['redis', /\bClient id=\d+ addr=/],
];
const PROGRAMS: readonly (readonly [string, RegExp])[] = [
  ['rabbitmq', /^rabbitmq|^beam/],
  ['mosquitto', /^mosquitto/],
  ['nats', /^nats/],
  ['redis', /^(?:redis|valkey)/],
  ['kafka', /^kafka(?:-server\S{0,20})?$/],
  ['postgresql', /^postgres/],
  ['mysql', /^(?:mysql|mariadb)/],
  ['haproxy', /^haproxy/],
  ['nginx', /^nginx/],
  ['kernel', /^kernel$/],
  ['activemq', /^(?:activemq|artemis)/],
];

/** Adds the product that wrote a record, by its banner, its shape, or the program that syslog names, and the version in a start banner. */
export function product(text: string, fields: Record<string, FieldValue>): void {
  if (/[Vv]ersion|[Ss]tarting|RabbitMQ \d|Redis \d|ActiveMQ \d|EMQ/.test(text)) banner(text, fields);
  if (fields['product'] !== undefined) return;
  const logger = fields['logger'];
  const found =
    SHAPES.find(
      ([, pattern]) => pattern.test(text) || (typeof logger === 'string' && pattern.test(logger)),
    ) ?? (typeof logger === 'string' ? PROGRAMS.find(([, pattern]) => pattern.test(logger)) : undefined);
  if (found) fields['product'] = found[0];
}

function banner(text: string, fields: Record<string, FieldValue>): void {
  for (const [name, pattern] of BANNERS) {
    const found = pattern.exec(text);
    if (!found) continue;
    if (fields['product'] !== undefined && fields['product'] !== name) continue;
    fields['product'] = name;
    fields['version'] = (found[1] ?? found[2] ?? '').replace(/[.,]$/, '');
    return;
  }
}

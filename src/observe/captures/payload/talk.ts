import { amqpFrames } from './amqp-frames.ts';
import { mqttPackets } from './mqtt-packets.ts';
import { mysqlPackets } from './mysql-packets.ts';
import { postgresqlMessages } from './postgresql-messages.ts';
import type { Payload, ReadPayload, Said } from './said.ts';
import { natsLines, redisLines } from './text-lines.ts';

/** Protocols of which a payload, or the way in which connections end, can tell something. */
export type Protocol = 'amqp' | 'mqtt' | 'postgresql' | 'mysql' | 'redis' | 'nats' | 'http';

const READERS: Readonly<Partial<Record<Protocol, ReadPayload>>> = {
  amqp: amqpFrames,
  mqtt: mqttPackets,
  postgresql: postgresqlMessages,
  mysql: mysqlPackets,
  redis: redisLines,
  nats: natsLines,
};

/** Registered or usual ports: IANA's, and those that each product documents. */
const BY_PORT: ReadonlyMap<string, Protocol> = new Map([
  ['5672', 'amqp'],
  ['amqp', 'amqp'],
  ['1883', 'mqtt'],
  ['mqtt', 'mqtt'],
  ['5432', 'postgresql'],
  ['postgresql', 'postgresql'],
  ['6432', 'postgresql'],
  ['3306', 'mysql'],
  ['mysql', 'mysql'],
  ['6379', 'redis'],
  ['redis', 'redis'],
  ['4222', 'nats'],
  ['80', 'http'],
  ['http', 'http'],
  ['443', 'http'],
  ['https', 'http'],
  ['8080', 'http'],
  ['8443', 'http'],
]);

const ASCII_AMQP = [0x41, 0x4d, 0x51, 0x50];
const ASCII_MQ = [0x4d, 0x51];

/** The protocol that is usual at a port. */
export function protocolOfPort(port: string): Protocol | undefined {
  return BY_PORT.get(port);
}

/** The protocol that a client's first payload announces, at whatever port: AMQP's header, or MQTT's CONNECT with its name. */
export function protocolOfOpening({ bytes, from, to }: Payload): Protocol | undefined {
  const starts = (magic: readonly number[], at: number) =>
    at + magic.length <= to && magic.every((byte, i) => bytes[at + i] === byte);
  if (starts(ASCII_AMQP, from)) return 'amqp';
  return bytes[from] === 0x10 && starts(ASCII_MQ, from + 4) ? 'mqtt' : undefined;
}

/** What a payload tells of its connection. */
export function listen(protocol: Protocol, payload: Payload): Said | undefined {
  return READERS[protocol]?.(payload);
}

import type { FieldValue } from '../../../model/fields.ts';
import { setField } from './set-field.ts';

/**
 * RabbitMQ's start banner (rabbit.erl, log_banner), the writer of Mnesia's reports, and OTP's global at its own node; NATS' start
 * banner (nats-server, server.go, Start).
 */
const NAMED: readonly RegExp[] = [
  /(?:^|\n)\s{0,12}node {2,20}: ([\w-]{1,60}@[\w.-]{1,253})/,
  /\bMnesia\('?([\w-]{1,60}@[\w.-]{1,253})'?\):/,
  /'?global'? at node '?([\w-]{1,60}@[\w.-]{1,253})/,
  /^ {2}Name: {1,20}([\w.-]{1,253})$/,
];
/** What a broker of Kafka puts before the messages of its parts (LogContext of each): its id. */
const KAFKA =
  /\[(?:(?:Broker|KafkaServer|Controller|RaftManager|BrokerServer|ControllerServer|TransactionCoordinator|QuorumController|BrokerLifecycleManager) (?:node)?id=|ReplicaManager broker=|ReplicaFetcher replicaId=|ReplicaFetcherManager on broker |GroupCoordinator |KafkaRaftServer nodeId=|SocketServer listenerType=\w{1,20}, nodeId=)(\d{1,9})/i;

/** Adds the name by which a server of a cluster calls itself, where a record has it: its Erlang node, `broker 2`, a NATS name. */
export function ownNode(text: string, fields: Record<string, FieldValue>): void {
  if (fields['product'] === 'kafka') {
    const id = text.includes('[') ? KAFKA.exec(text)?.[1] : undefined;
    return setField(fields, 'ownNode', id && `broker ${id}`);
  }
  if (!text.includes('@') && !text.startsWith('  Name: ')) return;
  for (const pattern of NAMED) setField(fields, 'ownNode', pattern.exec(text)?.[1]);
}

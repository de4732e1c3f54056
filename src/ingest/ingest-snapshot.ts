import { sourceOf } from '../incidents/match-config.ts';
import type { Role } from '../model/input.ts';
import { recordHeartbeat } from '../store/source-items.ts';
import type { IngestContext } from './ingest-context.ts';
import { keepSnapshot } from './snapshot-evidence.ts';
import { type Triaged, triageSystem } from './triage-system.ts';

/** A listening socket on a port that brokers are reached at: AMQP, MQTT, STOMP, OpenWire, NATS, Kafka, Redis, plain and with TLS. */
const BROKER_LISTENS = /\bLISTEN\b.*:(?:5671|5672|1883|8883|61613|61614|61616|4222|9092|9093|6379)\s/;

/** Takes in what a host saw of its connections at a moment. Without a role given, a host that listens where brokers do is one. */
export async function ingestSnapshot(
  context: IngestContext,
  { host, role, text, atMs }: { host: string; role?: Role; text: string; atMs: number },
): Promise<Triaged> {
  const source = sourceOf(context.config, { host });
  const whose = role ?? source.role ?? (BROKER_LISTENS.test(text) ? 'broker' : 'host');
  await recordHeartbeat(context, host);
  await keepSnapshot(context, source.system, { host, role: whose, text, atMs });
  return triageSystem(context, source.system, `${host}@${atMs}`);
}

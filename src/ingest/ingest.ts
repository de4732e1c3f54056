import { group } from 'd3-array';
import { isSearchedWhole } from '../detect/searched-text.ts';
import { sourceOf } from '../incidents/match-config.ts';
import type { Role } from '../model/input.ts';
import { listOpen } from '../store/incident-lists.ts';
import { recordHeartbeat } from '../store/source-items.ts';
import { byWorkload } from './by-workload.ts';
import { noteEvidence } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { keepLogEvidence } from './keep-evidence.ts';
import type { LogDelivery } from './log-evidence.ts';
import { keepSnapshot } from './snapshot-evidence.ts';
import { type Triaged, triageSystem } from './triage-system.ts';
import { countUntimely, type Untimely } from './untimely-events.ts';

/** A listening socket on a port of a broker: AMQP, MQTT, STOMP, OpenWire, NATS, Kafka, Redis, plain and with TLS. */
const BROKER_LISTENS = /\bLISTEN\b.*:(?:5671|5672|1883|8883|61613|61614|61616|4222|9092|9093|6379)\s/;

/** What a delivery held: how many events, how many match a runbook, and the age of the oldest in milliseconds. */
interface Measured extends Untimely {
  events: number;
  matched: number;
  lagMs: number;
  /** Events that are so long that patterns look at their beginning and end only. */
  partlySearched: number;
}

/** Evidence of a delivery that is kept and not yet triaged. */
export interface Kept {
  system: string;
  kept: number;
  measured: Measured;
}

/** Takes in one delivery of a stream: keeps its evidence, triages its system, hands changed incidents to notify. */
export async function ingestLogEvents(
  context: IngestContext,
  delivery: LogDelivery,
): Promise<Measured & Triaged> {
  const kept = await keepDelivery(context, delivery);
  const triaged: Triaged[] = [];
  for (const [system, members] of group(kept, (one) => one.system))
    triaged.push(await triageKept(context, system, members));
  return { ...summed(kept.map(({ measured }) => measured)), ...together(triaged) };
}

/** Keeps the evidence of a delivery, part by part where it is of several containers. Their systems are to be triaged afterwards: see triageKept. */
export async function keepDelivery(context: IngestContext, delivery: LogDelivery): Promise<Kept[]> {
  await recordHeartbeat(context, delivery.logGroup);
  const kept: Kept[] = [];
  for (const part of byWorkload(delivery)) kept.push(await keepPart(context, part));
  return kept;
}

async function keepPart(context: IngestContext, delivery: LogDelivery): Promise<Kept> {
  const { events } = delivery;
  const { system } = sourceOf(context.config, delivery);
  const { kept, matched } = await keepLogEvidence(context, system, delivery);
  const oldest = events.reduce((least, { timestamp }) => Math.min(least, timestamp), context.nowMs());
  const measured = {
    events: events.length,
    matched,
    lagMs: context.nowMs() - oldest,
    partlySearched: events.filter(({ message }) => !isSearchedWhole(message)).length,
    ...countUntimely(context, events),
  };
  return { system, kept, measured };
}

/** What the parts of a delivery held. */
function summed(parts: readonly Measured[]): Measured {
  const sum = (what: keyof Measured) => parts.reduce((total, part) => total + part[what], 0);
  return {
    events: sum('events'),
    matched: sum('matched'),
    lagMs: Math.max(0, ...parts.map(({ lagMs }) => lagMs)),
    partlySearched: sum('partlySearched'),
    lateEvents: sum('lateEvents'),
    futureEvents: sum('futureEvents'),
  };
}

function together(triaged: readonly Triaged[]): Triaged {
  return {
    changed: triaged.flatMap(({ changed }) => changed),
    open: triaged.reduce((sum, { open }) => sum + open, 0),
    leftOut: triaged.reduce((sum, { leftOut }) => sum + leftOut, 0),
    failures: triaged.flatMap(({ failures }) => failures),
  };
}

/** Triages a system once for all that was kept of it, where that may change anything. */
export async function triageKept(
  context: IngestContext,
  system: string,
  kept: readonly Kept[],
): Promise<Triaged> {
  const isAny = kept.some((one) => one.kept > 0);
  const isMatched = kept.some(({ measured }) => measured.matched > 0);
  if (isAny && (isMatched || (await hasIncidents(context, system)))) return triageSystem(context, system);
  return { changed: [], open: 0, leftOut: 0, failures: [] };
}

/** Without an open incident, lines that match no runbook can't change anything; with one they may complete its evidence. */
async function hasIncidents(context: IngestContext, system: string): Promise<boolean> {
  return (await listOpen(context, system)).length > 0;
}

/** Takes in a snapshot of a host's connections. Without a given role, a host that listens on a broker's port is a broker. */
export async function ingestSnapshot(
  context: IngestContext,
  { host, role, text, atMs }: { host: string; role?: Role; text: string; atMs: number },
): Promise<Triaged> {
  const source = sourceOf(context.config, { host });
  const whose = role ?? source.role ?? (BROKER_LISTENS.test(text) ? 'broker' : 'host');
  await recordHeartbeat(context, host);
  await keepSnapshot(context, source.system, { host, role: whose, text, atMs });
  await noteEvidence(context, source.system, new Map());
  return triageSystem(context, source.system, 'snapshot');
}

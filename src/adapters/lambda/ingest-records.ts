import { group } from 'd3-array';
import { HalfopenError } from '../../errors.ts';
import { isOwnLogGroup } from '../../incidents/match-config.ts';
import { type Kept, keepDelivery, triageKept } from '../../ingest/ingest.ts';
import type { IngestContext } from '../../ingest/ingest-context.ts';
import type { LogDelivery } from '../../ingest/log-evidence.ts';
import type { Telemetry } from '../telemetry.ts';
import { decodeSubscription, UNREADABLE } from './decode-subscription.ts';

/** What has to be left of an invocation before another record is begun: what is kept has to be triaged as well. */
const RESERVE_MS = 20_000;

/** A record of a stream: its payload in base64, and where it lies. */
export interface StreamRecord {
  kinesis: { data: string; sequenceNumber: string };
  eventID?: string;
}

/** The product, and where it reports to. */
interface Reporting {
  context: IngestContext;
  telemetry: Telemetry;
}

/** What an invocation may use, and how much of its time is left. */
interface Shift extends Reporting {
  remainingMs: () => number;
}

/** Takes in one subscription's payload that Lambda was called with. Throws where it has to be delivered again, or is none. */
export async function ingestPayload(
  shift: Shift,
  data: unknown,
): Promise<{ events: number; matched: number; incidents: readonly string[] }> {
  const kept: Kept[] = [];
  await keepPayload(shift, data, kept);
  const incidents = await triageEach(shift, kept);
  const count = (what: 'events' | 'matched') => kept.reduce((sum, one) => sum + one.measured[what], 0);
  return { events: count('events'), matched: count('matched'), incidents };
}

/** Takes in deliveries that came another way: keeps all, then triages each system once. Throws where they have to be sent again. */
export async function ingestDeliveries(shift: Reporting, deliveries: readonly LogDelivery[]): Promise<void> {
  const kept: Kept[] = [];
  for (const delivery of deliveries) await keepReported(shift, delivery, 0, kept);
  await triageEach(shift, kept);
}

async function triageEach(shift: Reporting, kept: readonly Kept[]): Promise<string[]> {
  const incidents: string[] = [];
  for (const [system, members] of group(kept, (one) => one.system))
    incidents.push(...(await triageAndReport(shift, system, members)));
  return incidents;
}

/**
 * Takes in a batch of a stream: keeps the evidence of each record, part by part, then triages each system once. Returns the sequence
 * number from which Lambda is to deliver again; undefined when all went well. A record that is no delivery never will be one: it is
 * logged with its place in the stream and counted, and does not hold up those behind it.
 */
export async function ingestRecords(
  shift: Shift,
  records: readonly StreamRecord[],
): Promise<string | undefined> {
  const read: Kept[][] = [];
  for (const record of records) {
    const isLate = read.length > 0 && shift.remainingMs() < RESERVE_MS;
    const kept = isLate ? undefined : await readRecord(shift, record);
    if (!kept) break;
    read.push(kept);
  }
  const untriaged = await triageSystems(shift, read.flat());
  const first = read.findIndex((kept) => kept.some(({ system }) => untriaged.has(system)));
  return records[first >= 0 ? first : read.length]?.kinesis.sequenceNumber;
}

/** Undefined where the record has to be delivered again. */
async function readRecord(shift: Shift, record: StreamRecord): Promise<Kept[] | undefined> {
  const { log, count } = shift.telemetry;
  const { sequenceNumber, data } = record.kinesis;
  const kept: Kept[] = [];
  try {
    await keepPayload(shift, data, kept);
    return kept;
  } catch (error) {
    // The event's id begins with the shard: `aws kinesis get-records` finds the record by shard and number.
    log.error('record failed', { error: error as Error, eventId: record.eventID, sequenceNumber });
    const isNone = error instanceof HalfopenError && error.code === UNREADABLE;
    count(isNone ? 'UnreadRecords' : 'Failed', 1);
    return isNone ? kept : undefined;
  }
}

/** Keeps what a payload holds, part by part, unless it is of our own log; adds to `kept` what was kept, also where a later part fails. */
async function keepPayload({ context, telemetry }: Shift, data: unknown, kept: Kept[]): Promise<void> {
  for (const { delivery, unreadEvents } of decodeSubscription(data)) {
    if (isOwnLogGroup(context.config, delivery.logGroup)) {
      telemetry.log.warn('own log group refused', { logGroup: delivery.logGroup });
      telemetry.count('Refused', 1);
      return;
    }
    await keepReported({ context, telemetry }, delivery, unreadEvents, kept);
  }
}

async function keepReported(
  { context, telemetry }: Reporting,
  delivery: LogDelivery,
  unreadEvents: number,
  kept: Kept[],
): Promise<void> {
  const parts = await keepDelivery(context, delivery);
  for (const [i, { measured }] of parts.entries())
    telemetry.reportDelivery(delivery.logGroup, { ...measured, unreadEvents: i === 0 ? unreadEvents : 0 });
  kept.push(...parts);
}

/** Returns the systems that could not be triaged. Their evidence is kept, and kept once however often it is delivered. */
async function triageSystems(shift: Shift, kept: readonly Kept[]): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (const [system, members] of group(kept, (one) => one.system))
    try {
      await triageAndReport(shift, system, members);
    } catch (error) {
      shift.telemetry.log.error('triage failed', { error: error as Error, system });
      shift.telemetry.count('Failed', 1);
      failed.add(system);
    }
  return failed;
}

async function triageAndReport(
  { context, telemetry }: Reporting,
  system: string,
  kept: readonly Kept[],
): Promise<readonly string[]> {
  const { failures, leftOut, changed } = await triageKept(context, system, kept);
  telemetry.reportFailures(failures);
  telemetry.reportLeftOut(leftOut);
  return changed;
}

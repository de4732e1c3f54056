import { createHash } from 'node:crypto';
import { sourceOf } from '../incidents/source-of.ts';
import type { TriageFlow } from './flow.ts';
import { keepLogEvidence, type LogDelivery } from './log-evidence.ts';
import { noteSource } from './note-source.ts';
import { type Triaged, triageSystem } from './triage-system.ts';

/** What was made of a delivery: how many events it had, how many concern a runbook, how late the oldest was. */
export interface Ingested extends Triaged {
  events: number;
  kept: number;
  lagMs: number;
}

/** Takes in one delivery of a stream: keeps its evidence, triages its system, hands changed incidents to notify. */
export async function ingestLogEvents(flow: TriageFlow, delivery: LogDelivery): Promise<Ingested> {
  const { events, logGroup } = delivery;
  const { system } = sourceOf(flow.config, { logGroup });
  await noteSource(flow, logGroup);
  const kept = await keepLogEvidence(flow, system, delivery);
  const oldest = events.reduce((least, { timestamp }) => Math.min(least, timestamp), flow.nowMs());
  const told = { events: events.length, kept, lagMs: flow.nowMs() - oldest };
  if (kept === 0) return { ...told, changed: [], open: 0 };
  return { ...told, ...(await triageSystem(flow, system, nameOf(delivery))) };
}

function nameOf({ events }: LogDelivery): string {
  return createHash('sha256')
    .update(events.map(({ id }) => id).join('\u0000'))
    .digest('hex');
}

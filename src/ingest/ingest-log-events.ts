import { createHash } from 'node:crypto';
import { sourceOf } from '../incidents/match-config.ts';
import { listIncidents } from '../store/incident-items.ts';
import { recordHeartbeat } from '../store/source-items.ts';
import type { IngestContext } from './ingest-context.ts';
import { keepLogEvidence, type LogDelivery } from './log-evidence.ts';
import { type Triaged, triageSystem } from './triage-system.ts';

/** What was made of a delivery: how many events it had, how many concern a runbook, how late the oldest was. */
export interface Ingested extends Triaged {
  events: number;
  matched: number;
  lagMs: number;
}

/** Takes in one delivery of a stream: keeps its evidence, triages its system, hands changed incidents to notify. */
export async function ingestLogEvents(context: IngestContext, delivery: LogDelivery): Promise<Ingested> {
  const { events, logGroup } = delivery;
  const { system } = sourceOf(context.config, { logGroup });
  await recordHeartbeat(context, logGroup);
  const { kept, matched } = await keepLogEvidence(context, system, delivery);
  const oldest = events.reduce((least, { timestamp }) => Math.min(least, timestamp), context.nowMs());
  const told = { events: events.length, matched, lagMs: context.nowMs() - oldest };
  const isNothing = kept === 0 || (matched === 0 && !(await hasIncidents(context, system)));
  if (isNothing) return { ...told, changed: [], open: 0, failures: [] };
  return { ...told, ...(await triageSystem(context, system, nameOf(delivery))) };
}

/** Without an open incident, lines that no runbook speaks of can't change anything; with one they may complete its evidence. */
async function hasIncidents(context: IngestContext, system: string): Promise<boolean> {
  return (await listIncidents(context)).some((head) => head.system === system && head.state === 'open');
}

function nameOf({ events }: LogDelivery): string {
  return createHash('sha256')
    .update(events.map(({ id }) => id).join('\u0000'))
    .digest('hex');
}

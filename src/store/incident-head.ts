import { leadingTitle } from '../incidents/leading-title.ts';
import { type Reminding, remindingOf } from '../incidents/next-reminder.ts';
import type { Concerned } from '../model/diagnosis.ts';
import type { Incident } from '../model/incident.ts';
import type { Identity } from '../model/occurrence.ts';

/** What a listing shows of an incident, without its body. */
export interface IncidentHead {
  id: string;
  fingerprint: string;
  episode: number;
  system: string;
  runbook: string;
  identity: Identity;
  severity: string;
  state: Incident['state'];
  version: number;
  shownVersion: number;
  grewMs: number;
  notBeforeMs: number;
  /** First and last seen (event time), and how often. */
  firstSeenMs: number;
  lastSeenMs: number;
  count: number;
  /** As the incident has it. */
  countOf?: string;
  title: string;
  owner: string;
  reminding: Reminding;
  explained: boolean;
  /** How many it is about, where it is about several; absent in heads of earlier versions. */
  concerns?: readonly Omit<Concerned, 'names'>[];
  /** When it was resolved. */
  resolvedMs?: number;
  digested: boolean;
  isPosting: boolean;
  /** As the incident has it; absent in heads of earlier versions too. */
  incomplete?: string;
}

/** The head of an incident. */
export function headOf(incident: Incident): IncidentHead {
  const { notified } = incident;
  const { runbook = '', severity = '', system: _, ...identity } = incident.labels;
  return {
    id: incident.id,
    fingerprint: incident.fingerprint,
    episode: incident.episode,
    system: incident.system,
    runbook,
    identity,
    severity,
    state: incident.state,
    version: incident.version,
    shownVersion: notified.version,
    grewMs: incident.grewMs,
    notBeforeMs: notified.notBeforeMs ?? 0,
    firstSeenMs: incident.firstSeenMs,
    lastSeenMs: incident.lastSeenMs,
    count: incident.count,
    ...(incident.countOf ? { countOf: incident.countOf } : {}),
    title: leadingTitle(incident),
    owner: incident.owner?.user ?? '',
    reminding: remindingOf(incident),
    explained: incident.explainedBy !== undefined,
    ...concernsOf(incident),
    ...(incident.resolution ? { resolvedMs: incident.resolution.atMs } : {}),
    digested: notified.digest !== undefined,
    isPosting: notified.posting !== undefined,
    ...(incident.incomplete ? { incomplete: incident.incomplete } : {}),
  };
}

function concernsOf({ diagnosis: { concerns } }: Incident): Pick<IncidentHead, 'concerns'> {
  return concerns ? { concerns: concerns.map(({ names: _, ...count }) => count) } : {};
}

/** The labels of an incident, from its head. */
export function labelsOf({
  identity,
  runbook,
  severity,
  system,
}: IncidentHead): Readonly<Record<string, string>> {
  return { ...identity, runbook, severity, system };
}

/** Whether it is open, or its messages in Slack are not up to date yet: what notify and the sweep may have to do with. */
export function isActive(head: IncidentHead): boolean {
  return head.state === 'open' || isBehind(head);
}

/** Whether its messages in Slack are not up to date, or one is being posted. */
export function isBehind({ version, shownVersion, isPosting }: IncidentHead): boolean {
  return version > shownVersion || isPosting;
}

/** When it was last seen: by its evidence, or by its arrival where that is later. */
export function lastSeen({ lastSeenMs, grewMs }: IncidentHead): number {
  return Math.max(lastSeenMs, grewMs);
}

/** Whether a listing need not tell two heads of an incident apart: which of its messages are posted makes no difference. */
export function isAlike(a: IncidentHead, b: IncidentHead): boolean {
  const listed = (head: IncidentHead) =>
    JSON.stringify({ ...head, shownVersion: 0, isPosting: isBehind(head) });
  return listed(a) === listed(b);
}

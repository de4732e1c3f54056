import { rankCauses } from '../incidents/ranking.ts';
import type { Incident } from '../model/incident.ts';
import type { IncidentChange, IncidentStatus } from '../model/incident-change.ts';
import { leadingCause } from '../model/leading-cause.ts';
import { printable } from '../render/clean.ts';
import { titleOf } from '../render/concerned.ts';
import { cutRaw } from '../render/cut.ts';
import { whomInPlainText } from '../render/slack/card-facts.ts';

const MOST_LINES = 3;
const MOST_CHARACTERS = 1_000;

/** What other systems are sent of an incident when it is open, acknowledged or over. */
export function changeOf(incident: Incident, status: IncidentStatus, atMs: number): IncidentChange {
  const { id, flaps, diagnosis, answers = [], labels, resolution, explainedBy } = incident;
  const cause = leadingCause(incident, rankCauses(diagnosis, answers));
  const [step] = cause.steps;
  const link = incident.sources.find((source) => source.link)?.link;
  const why = explainedBy ? 'explained' : resolution?.why;
  return {
    id: `${id}/${flaps}/${status}`,
    incident: id,
    status,
    atMs,
    severity: cause.severity,
    title: line(`${titleOf(cause.title, diagnosis.concerns)}: ${whomInPlainText(incident)}`, 300),
    summary: text(diagnosis.summary),
    cause: text(cause.cause),
    system: incident.system,
    runbook: cause.runbook,
    labels,
    confidence: cause.confidence,
    count: incident.count,
    firstSeenMs: incident.firstSeenMs,
    lastSeenMs: incident.lastSeenMs,
    evidence: diagnosis.evidence.slice(-MOST_LINES).map((one) => line(one.text, 500)),
    ...(step
      ? { step: { text: text(step.do), ...(step.command ? { command: text(step.command) } : {}) } }
      : {}),
    ...(link ? { link } : {}),
    ...(status === 'resolved' && why ? { why } : {}),
  };
}

function text(raw: string): string {
  return cutRaw(printable(raw), MOST_CHARACTERS);
}

function line(raw: string, most: number): string {
  return cutRaw(printable(raw).replaceAll('\n', ' '), most);
}

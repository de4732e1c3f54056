import type { Diagnosis } from '../model/diagnosis.ts';
import type { Incident } from '../model/incident.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { lastHitMs } from '../model/signal.ts';
import { fingerprint, incidentId } from './fingerprint.ts';
import { countHits, hitsAfter, hitsByHour } from './hits-by-hour.ts';

/** One occurrence as a triage reports it to the store: its diagnosis redacted, its sources named. */
export interface OccurrenceReport {
  system: string;
  occurrence: Occurrence;
  diagnosis: Diagnosis;
  redactions: number;
  sources: Incident['sources'];
}

/** The fingerprint of the incident that an occurrence belongs to. */
export function fingerprintOf({ system, occurrence }: OccurrenceReport): string {
  return fingerprint(system, occurrence.diagnosis.runbook, occurrence.identity);
}

/** Opens a new episode. Of the evidence, what lies at or before `coveredUntilMs` belongs to an earlier one. */
export function openIncident(
  report: OccurrenceReport,
  episode: number,
  nowMs: number,
  coveredUntilMs?: number,
): Incident {
  const { occurrence, diagnosis, system, sources, redactions } = report;
  const print = fingerprintOf(report);
  const counts = hitsAfter(occurrence.hits, coveredUntilMs);
  const hits = hitsByHour(counts, occurrence.areLooks);
  return {
    id: incidentId(print, episode),
    fingerprint: print,
    episode,
    system,
    labels: { ...occurrence.identity, runbook: diagnosis.runbook, severity: diagnosis.severity, system },
    state: 'open',
    diagnosis,
    redactions,
    count: countHits(hits, occurrence.areLooks) || Math.max(1, diagnosis.count),
    ...(occurrence.countOf ? { countOf: occurrence.countOf } : {}),
    hits,
    firstSeenMs: counts[0]?.fromMs ?? nowMs,
    lastSeenMs: lastHitMs(counts) ?? nowMs,
    ...(coveredUntilMs === undefined ? {} : { coveredUntilMs }),
    openedMs: nowMs,
    grewMs: nowMs,
    flaps: 0,
    explains: [],
    suppressed: 0,
    sources,
    timeline: [{ atMs: nowMs, what: 'opened' }],
    version: 1,
    notified: { version: 0, reason: 'none', messages: {}, lastNotifiedCount: 0, repeats: 0, failures: 0 },
  };
}

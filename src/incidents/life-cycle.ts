import type { GivenAnswer, Incident, Resolution, TimelineEntry } from '../model/incident.ts';
import { isSameJson } from '../model/same-json.ts';
import { lastHitMs } from '../model/signal.ts';
import { redact } from '../redact/redact.ts';
import { countHits, hitsAfter, hitsByHour, joinHits } from './hits-by-hour.ts';
import { joinConcerned } from './join-concerned.ts';
import { type OccurrenceReport, openIncident } from './open-incident.ts';

const MOST_ENTRIES = 60;

/**
 * Applies an occurrence to the incident with its fingerprint. Applying the same occurrence again changes nothing and returns
 * the very same object: evidence is counted by event time, never by delivery.
 */
export function applyOccurrence(
  known: Incident | undefined,
  report: OccurrenceReport,
  { nowMs, flapMs, worseFactor }: { nowMs: number; flapMs: number; worseFactor: number },
): Incident {
  if (!known) return cleared(openIncident(report, 1, nowMs), report, nowMs);
  if (known.state === 'open')
    return cleared(released(grown(known, report, nowMs), worseFactor, nowMs), report, nowMs);
  const until = Math.max(known.lastSeenMs, clearedTime(known, report));
  const isNew = report.occurrence.hits.some(({ toMs }) => toMs > until);
  if (!isNew) return grown(known, report, nowMs);
  if (nowMs - (known.resolution?.atMs ?? 0) > flapMs)
    return cleared(openIncident(report, known.episode + 1, nowMs, until), report, nowMs);
  return cleared(grown(reopened(known, nowMs), report, nowMs), report, nowMs);
}

/** A cleared incident covers what came before the clearing, late lines too. */
function clearedTime({ resolution }: Incident, { occurrence }: OccurrenceReport): number {
  return resolution?.why === 'cleared' ? (occurrence.clearedMs ?? 0) : 0;
}

function grown(known: Incident, report: OccurrenceReport, nowMs: number): Incident {
  const { occurrence, diagnosis } = report;
  const counts = hitsAfter(occurrence.hits, known.coveredUntilMs);
  const { areLooks } = occurrence;
  const seen = hitsByHour(counts, areLooks);
  const hits = joinHits(known.hits, seen, areLooks);
  const lastMs = lastHitMs(counts) ?? 0;
  const count = Math.max(countHits(hits, areLooks), known.count);
  // A reading of less evidence (older, or some of it forgotten since) must not undo one of more.
  const isStale = countHits(seen, areLooks) < known.count && lastMs <= known.lastSeenMs;
  const { explainedBy: _, ...rest } = known;
  const next: Incident = {
    ...rest,
    diagnosis: isStale ? known.diagnosis : joinConcerned(known.diagnosis, diagnosis),
    redactions: isStale ? known.redactions : report.redactions,
    sources: joinSources(known.sources, report.sources),
    hits,
    count,
    ...(occurrence.countOf ? { countOf: occurrence.countOf } : {}),
    firstSeenMs: Math.min(known.firstSeenMs, counts[0]?.fromMs ?? known.firstSeenMs),
    lastSeenMs: Math.max(known.lastSeenMs, lastMs),
  };
  if (sameContent(known, next)) return known;
  return {
    ...next,
    version: known.version + 1,
    grewMs: count > known.count || next.lastSeenMs > known.lastSeenMs ? nowMs : known.grewMs,
  };
}

function sameContent(a: Incident, b: Incident): boolean {
  return isSameJson(contentOf(a), contentOf(b));
}

function contentOf({
  diagnosis,
  count,
  firstSeenMs,
  lastSeenMs,
  explainedBy,
  sources,
  state,
}: Incident): readonly unknown[] {
  return [diagnosis, count, firstSeenMs, lastSeenMs, explainedBy ?? '', sources, state];
}

function joinSources(known: Incident['sources'], seen: Incident['sources']): Incident['sources'] {
  const byName = new Map([...known, ...seen].map((source) => [source.name, source]));
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, 20);
}

function cleared(incident: Incident, { occurrence }: OccurrenceReport, nowMs: number): Incident {
  const { clearedMs } = occurrence;
  if (incident.state !== 'open' || clearedMs === undefined || clearedMs < incident.lastSeenMs)
    return incident;
  // Somebody who knew of this end says that it goes on.
  if (incident.reopened && clearedMs <= incident.reopened.atMs) return incident;
  return resolve({ ...incident, lastSeenMs: clearedMs }, { atMs: nowMs, why: 'cleared' });
}

/** An acknowledgement holds for what its owner has seen: it ends when the incident gets much worse. */
function released(incident: Incident, worseFactor: number, nowMs: number): Incident {
  const { owner, ...rest } = incident;
  if (!owner?.count || incident.count < owner.count * worseFactor) return incident;
  return noted(rest, {
    atMs: nowMs,
    what: `acknowledgement ended: ${incident.count} ${incident.countOf ?? 'time'}s now, ${owner.count} then`,
  });
}

function reopened(
  known: Incident,
  nowMs: number,
  how: Omit<TimelineEntry, 'atMs'> = { what: 'came back' },
): Incident {
  const { resolution: _, owner: _owner, incomplete: _mark, ...rest } = known;
  return noted({ ...rest, state: 'open', flaps: known.flaps + 1, grewMs: nowMs }, { atMs: nowMs, ...how });
}

/** Opens a resolved incident again, because a person says that it goes on. It is theirs; an open one stays as it is. */
export function reopen(incident: Incident, by: string, nowMs: number): Incident {
  if (incident.state === 'open') return incident;
  const flap = incident.flaps + 1;
  const { owner: _, ...open } = reopened(incident, nowMs, { what: 'reopened', by });
  return {
    ...open,
    reopened: { atMs: nowMs, by, flap },
    owner: { user: by, atMs: nowMs, count: incident.count },
  };
}

/** Ends an open incident; a resolved one stays as it is. */
export function resolve(incident: Incident, resolution: Resolution): Incident {
  if (incident.state === 'resolved') return incident;
  const { atMs, by } = resolution;
  const what = { cleared: 'cleared', quiet: 'went quiet', person: 'resolved' }[resolution.why];
  return noted({ ...incident, state: 'resolved', resolution }, { atMs, what, ...(by ? { by } : {}) });
}

/** Names who has it; the same person twice changes nothing. */
export function acknowledge(incident: Incident, user: string, nowMs: number): Incident {
  if (incident.state === 'resolved' || incident.owner?.user === user) return incident;
  return noted(
    { ...incident, owner: { user, atMs: nowMs, count: incident.count } },
    { atMs: nowMs, what: 'acknowledged', by: user },
  );
}

/** Gives it to somebody; `by` is who did. The owner it has already changes nothing. */
export function assign(incident: Incident, user: string, by: string, nowMs: number): Incident {
  if (incident.state === 'resolved' || incident.owner?.user === user) return incident;
  return noted(
    { ...incident, owner: { user, atMs: nowMs, count: incident.count } },
    { atMs: nowMs, what: 'assigned', by, whom: user },
  );
}

/** Takes an answer in as evidence, in place of an earlier one to the same question; the same again changes nothing. */
export function takeAnswer(incident: Incident, given: GivenAnswer): Incident {
  const before = incident.answers ?? [];
  const known = before.find(({ question }) => question === given.question);
  if (known?.answer === given.answer) return incident;
  const answers = [...before.filter((one) => one !== known), given].toSorted(
    (a, b) => a.question - b.question,
  );
  const { atMs, by, ask, answer } = given;
  return noted({ ...incident, answers }, { atMs, what: `answered ${answer} to “${ask}”`, by });
}

/** Folds a symptom under the incident of its cause. */
export function foldUnderCause(symptom: Incident, causeId: string, nowMs: number): Incident {
  if (symptom.explainedBy === causeId || symptom.state === 'resolved') return symptom;
  return noted({ ...symptom, explainedBy: causeId }, { atMs: nowMs, what: `explained by ${causeId}` });
}

/** Adds the incidents that were folded under a cause to its list. */
export function addSymptoms(cause: Incident, symptomIds: readonly string[]): Incident {
  const explains = [...new Set([...cause.explains, ...symptomIds])].toSorted();
  return explains.length === cause.explains.length
    ? cause
    : { ...cause, explains, version: cause.version + 1 };
}

/** Marks an open incident with what the triage of its system could not do; empty takes the mark away. */
export function markIncomplete(incident: Incident, what: string): Incident {
  const { incomplete = '', ...rest } = incident;
  if (incident.state === 'resolved' || incomplete === what) return incident;
  return { ...rest, ...(what === '' ? {} : { incomplete: what }), version: incident.version + 1 };
}

/** Adds a line to the story, which a reader of the card should see. Secrets in what a person wrote are masked. */
export function noted(incident: Incident, entry: TimelineEntry): Incident {
  const timeline = [...incident.timeline, { ...entry, what: redact(entry.what) }];
  return { ...incident, timeline: timeline.slice(-MOST_ENTRIES), version: incident.version + 1 };
}

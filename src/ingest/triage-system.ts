import { addSymptoms, applyOccurrence, foldUnderCause, resolve } from '../incidents/life-cycle.ts';
import { fingerprintOf, type OccurrenceReport } from '../incidents/open-incident.ts';
import { takeOver } from '../incidents/take-over.ts';
import type { Failure } from '../model/failure.ts';
import type { Incident } from '../model/incident.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { type Containing, containing } from '../store/containing.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { changeIncident, findIncident } from '../store/incident-items.ts';
import { listOpen } from '../store/incident-lists.ts';
import { readIndex } from './evidence-index.ts';
import { type Applied, type Folding, foldedHeads } from './fold-heads.ts';
import type { IngestContext } from './ingest-context.ts';
import { knownGroups } from './known-groups.ts';
import { headsNotSeen, resolveNoLongerShown } from './no-longer-shown.ts';
import { toReport } from './occurrence-report.ts';
import { recordFailures, WHOLE_TRIAGE } from './record-failures.ts';
import { runTriage } from './run-triage.ts';
import type { SystemTriage } from './system-reading.ts';

const MOST_ROUNDS = 4;
/**
 * Incidents that one triage opens or changes, the surest first: more than every channel shows as cards of their own (20 in ten
 * minutes), and few enough to be written within seconds. Only evidence of more than ten causes at once comes near it.
 */
const MOST_INCIDENTS = 50;

/** What a triage did: the incidents it opened or changed. */
export interface Triaged {
  changed: readonly string[];
  open: number;
  /** Occurrences beyond the fifty of one triage: no incident was made of them. */
  leftOut: number;
  /** What could not be read, evaluated or applied. */
  failures: readonly Failure[];
}

/**
 * Triages a system and makes its incidents match, then hands those that changed to notify. Two triages at once may see different evidence; the one that ends last sees all of it, and runs until nothing
 * new has come meanwhile.
 */
export async function triageSystem(
  given: IngestContext,
  system: string,
  after: 'log' | 'snapshot' = 'log',
): Promise<Triaged> {
  const containment = containing(given);
  const { context, contain, failures: own } = containment;
  const changed = new Set<string>();
  let [open, leftOut] = [0, 0];
  let inTriage: readonly Failure[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const index = await readIndex(context, system);
    const heads = await listOpen(context, system);
    const known = await knownGroups(context, system, heads);
    const triage = await contain(WHOLE_TRIAGE, () => runTriage(containment, system, { index, known }));
    if (!triage) break;
    open = triage.occurrences.length;
    leftOut = Math.max(0, open - MOST_INCIDENTS);
    inTriage = triage.failures;
    for (const id of await reconcile(containment, system, triage, heads)) changed.add(id);
    if (after === 'snapshot' && triage.failures.length === 0) {
      const untold = headsNotSeen(heads, triage.occurrences);
      for (const { id } of await resolveNoLongerShown(context, system, untold)) changed.add(id);
    }
    if ((await readIndex(context, system)).changes === index.changes) break;
  }
  const failures = [...inTriage, ...own.list()];
  for (const id of await recordFailures(containment, system, failures)) changed.add(id);
  for (const id of changed) await context.queue.send(id, 0);
  return { changed: [...changed], open, leftOut, failures };
}

/** An occurrence that can't be applied costs its own incident, and the others go on. */
async function reconcile(
  { context, contain }: Containing<IngestContext>,
  system: string,
  triage: SystemTriage,
  open: readonly IncidentHead[],
): Promise<string[]> {
  const changed: string[] = [];
  const note = (before: number | undefined, after: Incident | undefined) => {
    if (after && after.version !== before) changed.push(after.id);
  };
  const applied: Applied[] = [];
  for (const occurrence of triage.occurrences.slice(0, MOST_INCIDENTS))
    await contain(`runbook ${occurrence.diagnosis.runbook}`, async () => {
      const report = toReport(context, system, triage, occurrence);
      const [before, incident] = await applyOne(context, report);
      note(before, incident);
      applied.push({ occurrence, incident });
    });
  for (const folding of foldedHeads(system, applied, open))
    await contain(`runbook ${folding.head.runbook}`, async () => {
      note(folding.under.version, await noteFolded(context, folding));
      note(folding.head.version, await foldOne(context, folding));
    });
  return changed;
}

/** Which version of its incident an occurrence has changed nothing in, so that the two need not be compared at each triage. */
const hasApplied = new WeakMap<Occurrence, string>();

function appliedTo({ id, version }: Incident, { redactions, sources }: OccurrenceReport): string {
  return JSON.stringify([id, version, redactions, sources]);
}

/** Applies an occurrence to its incident; returns the version that this found, and the incident as it is now. */
async function applyOne(
  context: IngestContext,
  report: OccurrenceReport,
): Promise<[before: number | undefined, after: Incident]> {
  const { flapMs, worseFactor } = context.config.incidents;
  const print = fingerprintOf(report);
  let before: number | undefined;
  const applied = await changeIncident(context, print, (known) => {
    before = known?.version;
    if (known && hasApplied.get(report.occurrence) === appliedTo(known, report)) return known;
    const next = applyOccurrence(known, report, { nowMs: context.nowMs(), flapMs, worseFactor });
    if (known === next) hasApplied.set(report.occurrence, appliedTo(next, report));
    return next;
  });
  if (!applied) throw new Error(`incident ${print} vanished`);
  return [before, applied];
}

/** Lists a symptom at its cause; of what is told more widely or precisely now, keeps the owner. */
async function noteFolded(
  context: IngestContext,
  { head, under, isSymptom }: Folding,
): Promise<Incident | undefined> {
  const { worseFactor } = context.config.incidents;
  const nowMs = context.nowMs();
  const part = isSymptom || !head.owner ? undefined : await findIncident(context, head.id);
  if (!isSymptom && !part) return under;
  return changeIncident(context, under.fingerprint, (known) => {
    if (!known) return known;
    return part ? takeOver(known, part, { nowMs, worseFactor }) : addSymptoms(known, [head.id]);
  });
}

/** Puts an incident under another; where that is over, so is this. */
async function foldOne(context: IngestContext, { head, under }: Folding): Promise<Incident | undefined> {
  return changeIncident(context, head.fingerprint, (known) => {
    if (!known) return known;
    const folded = foldUnderCause(known, under.id, context.nowMs());
    return under.resolution ? resolve(folded, { ...under.resolution, atMs: context.nowMs() }) : folded;
  });
}

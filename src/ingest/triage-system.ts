import { fingerprint } from '../incidents/fingerprint.ts';
import { addSymptoms, applyOccurrence, foldUnderCause, resolve } from '../incidents/life-cycle.ts';
import { fingerprintOf, type OccurrenceReport } from '../incidents/open-incident.ts';
import type { Failure } from '../model/failure.ts';
import type { Incident } from '../model/incident.ts';
import type { Identity, Occurrence } from '../model/occurrence.ts';
import { type Containing, containing } from '../store/containing.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { changeIncident } from '../store/incident-items.ts';
import { listOpen } from '../store/incident-lists.ts';
import { readIndex } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { toReport } from './occurrence-report.ts';
import { recordFailures, WHOLE_TRIAGE } from './record-failures.ts';
import { runTriage } from './run-triage.ts';
import type { SystemTriage } from './system-reading.ts';

const MOST_ROUNDS = 4;

/** What a triage did: the incidents it opened or changed. */
export interface Triaged {
  changed: readonly string[];
  open: number;
  /** What could not be read, evaluated or applied. */
  failures: readonly Failure[];
}

/**
 * Triages a system and makes its incidents match, then hands those that changed to notify. Two triages at once may see different evidence; the one that ends last sees all of it, and runs until nothing
 * new has come meanwhile.
 */
export async function triageSystem(given: IngestContext, system: string): Promise<Triaged> {
  const containment = containing(given);
  const { context, contain, failures: own } = containment;
  const changed = new Set<string>();
  let open = 0;
  let inTriage: readonly Failure[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const index = await readIndex(context, system);
    const triage = await contain(WHOLE_TRIAGE, () => runTriage(containment, system, index));
    if (!triage) break;
    open = triage.occurrences.length;
    inTriage = triage.failures;
    for (const id of await reconcile(containment, system, triage)) changed.add(id);
    if ((await readIndex(context, system)).changes === index.changes) break;
  }
  const failures = [...inTriage, ...own.list()];
  for (const id of await recordFailures(containment, system, failures)) changed.add(id);
  for (const id of changed) await context.queue.send(id, 0);
  return { changed: [...changed], open, failures };
}

/** An occurrence that can't be applied costs its own incident, and the others go on. */
async function reconcile(
  { context, contain }: Containing<IngestContext>,
  system: string,
  triage: SystemTriage,
): Promise<string[]> {
  const heads = new Map((await listOpen(context, system)).map((head) => [head.fingerprint, head]));
  const causes = new Map<string, string>();
  const changed: string[] = [];
  const note = (before: number | undefined, after: Incident | undefined) => {
    if (after && after.version !== before) changed.push(after.id);
  };
  for (const occurrence of triage.occurrences)
    await contain(`runbook ${occurrence.diagnosis.runbook}`, async () => {
      const report = toReport(context, system, triage, occurrence);
      const [before, cause] = await applyOne(context, report);
      causes.set(cause.fingerprint, cause.id);
      note(before, cause);
      const symptoms = symptomHeads(system, occurrence, heads);
      for (const head of symptoms) note(head.version, await foldOne(context, head, cause));
      if (symptoms.length > 0) note(cause.version, await joinSymptoms(context, cause, symptoms));
    });
  for (const [head, causeId] of supersededHeads(system, triage, heads, causes))
    await contain(`runbook ${head.runbook}`, async () =>
      note(head.version, await foldOne(context, head, { id: causeId })),
    );
  return changed;
}

async function joinSymptoms(
  context: IngestContext,
  cause: Incident,
  symptoms: readonly IncidentHead[],
): Promise<Incident | undefined> {
  const ids = symptoms.map(({ id }) => id);
  return changeIncident(context, cause.fingerprint, (known) => known && addSymptoms(known, ids));
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
    return applyOccurrence(known, report, { nowMs: context.nowMs(), flapMs, worseFactor });
  });
  if (!applied) throw new Error(`incident ${print} vanished`);
  return [before, applied];
}

/** Puts a symptom under its cause; where that is over, so is the symptom. */
async function foldOne(
  context: IngestContext,
  { fingerprint: print }: IncidentHead,
  cause: Pick<Incident, 'id' | 'resolution'>,
): Promise<Incident | undefined> {
  return changeIncident(context, print, (known) => {
    if (!known) return known;
    const symptom = foldUnderCause(known, cause.id, context.nowMs());
    return cause.resolution ? resolve(symptom, { ...cause.resolution, atMs: context.nowMs() }) : symptom;
  });
}

/** Incidents that stood by themselves before their cause came. */
function symptomHeads(
  system: string,
  { symptoms }: Occurrence,
  heads: ReadonlyMap<string, IncidentHead>,
): IncidentHead[] {
  return symptoms.flatMap(({ runbook, identity }) => {
    const head = heads.get(fingerprint(system, runbook, identity));
    return head ? [head] : [];
  });
}

/** Incidents that later evidence identifies more or less precisely: the same runbook, and the labels of one are part of the other's. */
function supersededHeads(
  system: string,
  { occurrences }: SystemTriage,
  heads: ReadonlyMap<string, IncidentHead>,
  causes: ReadonlyMap<string, string>,
): [IncidentHead, string][] {
  const present = occurrences.map(({ diagnosis: { runbook }, identity }) => ({
    runbook,
    identity,
    print: fingerprint(system, runbook, identity),
  }));
  const prints = new Set(present.map(({ print }) => print));
  return [...heads.values()]
    .filter((head) => !head.explained)
    .filter(({ fingerprint: print }) => !prints.has(print))
    .flatMap((head): [IncidentHead, string][] => {
      const found = present.find(
        (one) => one.runbook === head.runbook && isPartOf(one.identity, head.identity),
      );
      const causeId = found && causes.get(found.print);
      return causeId ? [[head, causeId]] : [];
    });
}

function isPartOf(a: Identity, b: Identity): boolean {
  const shared = Object.keys(a).filter((name) => name in b);
  const fewer = Math.min(Object.keys(a).length, Object.keys(b).length);
  return shared.length === fewer && shared.every((name) => a[name] === b[name]);
}

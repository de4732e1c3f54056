import { fingerprint } from '../incidents/fingerprint.ts';
import type { Incident } from '../model/incident.ts';
import { type Identity, isWithin, type Occurrence } from '../model/occurrence.ts';
import type { IncidentHead } from '../store/incident-head.ts';

/** An occurrence and the incident it was applied to. */
export interface Applied {
  occurrence: Occurrence;
  incident: Incident;
}

/** An incident that stood by itself, and the one that it is put under: as its symptom, or as a part or a wider telling of it. */
export interface Folding {
  head: IncidentHead;
  under: Incident;
  isSymptom: boolean;
}

/** Something that the evidence tells now, by itself or as a symptom. */
interface Told {
  runbook: string;
  identity: Identity;
  print: string;
  under: Incident;
  isSymptom: boolean;
}

/**
 * Finds the open incidents of a system that are not told by themselves any more: the symptoms of what is, and those that evidence
 * now names more or less precisely (the same runbook, and the labels of one are part of the other's).
 */
export function foldedHeads(
  system: string,
  applied: readonly Applied[],
  heads: readonly IncidentHead[],
): Folding[] {
  const all = told(system, applied);
  return heads
    .filter(({ state }) => state === 'open')
    .flatMap((head) => {
      const ofRunbook = all.filter(({ runbook }) => runbook === head.runbook);
      const found = homeOf(head, ofRunbook);
      return found ? [{ head, under: found.under, isSymptom: found.isSymptom }] : [];
    });
}

function told(system: string, applied: readonly Applied[]): Told[] {
  return applied.flatMap(({ occurrence: { identity, diagnosis, symptoms }, incident: under }) => {
    const own = { runbook: diagnosis.runbook, identity, isSymptom: false };
    const folded = symptoms.map((symptom) => ({ ...symptom, isSymptom: true }));
    return [own, ...folded].map((one) => ({
      ...one,
      under,
      print: fingerprint(system, one.runbook, one.identity),
    }));
  });
}

/** What a head is put under; undefined where it is told itself. */
function homeOf(
  { fingerprint: print, identity, explained }: IncidentHead,
  all: readonly Told[],
): Told | undefined {
  const same = all.find((one) => one.print === print);
  if (same) return same.isSymptom ? same : undefined;
  if (explained) return undefined;
  const wider = all.filter((one) => isWithin(identity, one.identity));
  const narrower = all.filter((one) => isWithin(one.identity, identity));
  return (
    wider.toSorted((a, b) => bySymptom(a, b) || labels(b) - labels(a))[0] ??
    narrower.toSorted((a, b) => bySymptom(a, b) || b.under.count - a.under.count)[0]
  );
}

/** What stands by itself comes before a symptom. */
function bySymptom(a: Told, b: Told): number {
  return Number(a.isSymptom) - Number(b.isSymptom);
}

function labels({ identity }: Told): number {
  return Object.keys(identity).length;
}

import { addressOf } from '../model/address.ts';
import type { ObservationKind } from '../model/fields.ts';
import { shift } from '../model/log-odds.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Signal } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import type { Hypothesis } from './hypothesis.ts';
import { onSameConnections } from './same-connections.ts';
import { isOfOtherName } from './unresolved-name.ts';

/** A symptom told more than this long before or after its cause is another incident. */
const SAME_INCIDENT_MS = 15 * 60_000;
/** A cause may be this much less sure than the symptom it explains and still take it in. */
const BOLDEST_STEP = 0.3;
const EXPLAINING_RAISES_BY = 0.3;
/** So few clients may all suffer of what was seen at one of them. */
const FEW_CLIENTS = 5;

/** A hypothesis with the symptoms that it explains. */
export type Folded<H extends Hypothesis = Hypothesis> = H & { symptoms: readonly H[] };

/**
 * Puts symptoms under the cause that explains them, also through a chain of causes, and ranks what is left:
 * what happened before weaknesses, then by confidence, severity and id, so that the same evidence always gives the same answer.
 */
export function foldSymptoms<H extends Hypothesis>(hypotheses: readonly H[]): Folded<H>[] {
  const ranked = hypotheses.toSorted(byRank);
  const ofRunbook = byRunbook(ranked);
  const floors = ranked.filter(({ runbook }) => runbook.floor).map(({ runbook }) => runbook.id);
  const causeOf = new Map<H, H>();
  for (const cause of ranked) {
    for (const symptom of symptomIds(cause.runbook, floors).flatMap((id) => ofRunbook.get(id) ?? [])) {
      if (symptom === cause || causeOf.has(symptom) || rootOf(cause, causeOf) === symptom) continue;
      if (belongTogether(cause, symptom)) causeOf.set(symptom, cause);
    }
  }
  const symptomsOf = new Map<H, H[]>();
  for (const symptom of ranked) {
    const root = rootOf(symptom, causeOf);
    if (root !== symptom) symptomsOf.set(root, [...(symptomsOf.get(root) ?? []), symptom]);
  }
  return ranked
    .filter((hypothesis) => !causeOf.has(hypothesis))
    .map((cause) => {
      const symptoms = symptomsOf.get(cause) ?? [];
      return {
        ...cause,
        symptoms,
        confidence: shift(cause.confidence, symptoms.some(isTelling) ? EXPLAINING_RAISES_BY : 0),
      };
    })
    .toSorted(byRank);
}

function symptomIds(cause: CompiledRunbook, floors: readonly string[]): readonly string[] {
  return cause.floor ? cause.explains : [...cause.explains, ...floors];
}

/** That something was wrong at all makes no cause surer. */
function isTelling({ runbook }: Hypothesis): boolean {
  return !runbook.floor;
}

const SEVERITY_RANK = { critical: 0, warning: 1, info: 2 };

/** As sure as this, what happened is told before a weakness, such as a setting that is wrong: that was there before. */
const SURE_ENOUGH = 0.6;

function byRank(a: Hypothesis, b: Hypothesis): number {
  return (
    Number(isOutranked(a, b)) - Number(isOutranked(b, a)) ||
    b.confidence - a.confidence ||
    SEVERITY_RANK[a.runbook.severity] - SEVERITY_RANK[b.runbook.severity] ||
    (a.runbook.id < b.runbook.id ? -1 : 1)
  );
}

function isOutranked(a: Hypothesis, b: Hypothesis): boolean {
  return isLatent(a) && !isLatent(b) && b.confidence >= SURE_ENOUGH;
}

const OF_SETTINGS: ReadonlySet<ObservationKind> = new Set(['setting', 'idle-limit']);

/** Whether nothing in the evidence happened: the cause is a weakness, wherever it was read, or rests on settings alone. */
function isLatent({ runbook, decisive }: Hypothesis): boolean {
  return (
    runbook.latent === true ||
    decisive.every(({ hits }) => hits.every(({ observation }) => OF_SETTINGS.has(observation.kind)))
  );
}

function byRunbook<H extends Hypothesis>(hypotheses: readonly H[]): ReadonlyMap<string, H[]> {
  const groups = new Map<string, H[]>();
  for (const hypothesis of hypotheses) {
    const group = groups.get(hypothesis.runbook.id);
    if (group) group.push(hypothesis);
    else groups.set(hypothesis.runbook.id, [hypothesis]);
  }
  return groups;
}

function rootOf<H extends Hypothesis>(hypothesis: H, causeOf: ReadonlyMap<H, H>): H {
  let root = hypothesis;
  for (let above = causeOf.get(root); above; above = causeOf.get(root)) root = above;
  return root;
}

function belongTogether(cause: Hypothesis, symptom: Hypothesis): boolean {
  return (
    (symptom.runbook.floor || cause.confidence >= symptom.confidence - BOLDEST_STEP) &&
    concernTheSame(cause, symptom) &&
    !isOfOtherName(cause, symptom) &&
    onSameConnections(cause, symptom) &&
    coversMost(cause, symptom)
  );
}

/** What one client suffered does not explain what many did: of many, half must be the cause's own. */
function coversMost(cause: Hypothesis, symptom: Hypothesis): boolean {
  const [a, b] = [clientsOf(cause), clientsOf(symptom)];
  if (a.size === 0 || b.size <= FEW_CLIENTS) return true;
  return [...b].filter((client) => a.has(client)).length * 2 >= b.size;
}

/** Whether two hypotheses may be about one incident: close in time, and not about different clients. */
export function concernTheSame(a: Hypothesis, b: Hypothesis): boolean {
  return closeInTime(a, b) && !clientsDiffer(a, b);
}

function closeInTime(cause: Hypothesis, symptom: Hypothesis): boolean {
  const [a, b] = [timesOf(cause), timesOf(symptom)];
  if (!a || !b) return true;
  return a.first - SAME_INCIDENT_MS <= b.last && b.first <= a.last + SAME_INCIDENT_MS;
}

function timesOf({ decisive }: Hypothesis): { first: number; last: number } | undefined {
  const firsts = decisive.flatMap(({ firstMs }) => firstMs ?? []);
  const lasts = decisive.flatMap(({ lastMs }) => lastMs ?? []);
  return firsts.length > 0 ? { first: Math.min(...firsts), last: Math.max(...lasts) } : undefined;
}

/** Both name client addresses, and have none in common: different clients, so not one incident. */
function clientsDiffer(cause: Hypothesis, symptom: Hypothesis): boolean {
  const [a, b] = [clientsOf(cause), clientsOf(symptom)];
  return a.size > 0 && b.size > 0 && ![...a].some((client) => b.has(client));
}

const clientsIn = rememberLast<readonly Signal[], ReadonlySet<string>>();

function clientsOf({ decisive }: Hypothesis): ReadonlySet<string> {
  return clientsIn.get(decisive, [], () => clientsNamed(decisive));
}

function clientsNamed(decisive: readonly Signal[]): Set<string> {
  const clients = decisive.flatMap(({ hits }) =>
    hits.flatMap(({ fields }) => (fields.client ? [addressOf(String(fields.client))] : [])),
  );
  return new Set(clients);
}

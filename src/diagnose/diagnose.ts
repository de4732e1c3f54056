import { createFailures, type Failures } from '../failures.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import { isoTime } from '../model/iso-time.ts';
import type { KnownGroup, Occurrence } from '../model/occurrence.ts';
import { platformOf } from '../model/platform.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { LevelOf } from '../model/series.ts';
import type { Signal } from '../model/signal.ts';
import { statedConfidence } from '../model/stated-confidence.ts';
import { rememberLast } from '../remember-last.ts';
import { alternativesOf, type Rivals, rivalsOf } from './alternatives.ts';
import { citeEvidence } from './cite-evidence.ts';
import { clusterViews } from './cluster-view.ts';
import { countedNoun } from './counted-noun.ts';
import { evidentProduct } from './evident-product.ts';
import { gatherFacts, showFacts } from './facts.ts';
import { fillBlanks } from './fill-blanks.ts';
import { fillSteps } from './fill-steps.ts';
import { type Folded, foldSymptoms } from './fold-symptoms.ts';
import { type Hypothesis, weighRunbook } from './hypothesis.ts';
import { occurrenceHits } from './occurrence-hits.ts';
import { reasonsFor, wouldRaise } from './reasons.ts';
import { asItWas } from './same-part.ts';
import { levelsOf, seriesOf } from './series-of.ts';
import { withServer } from './server-end.ts';
import { type Identified, splitHypothesis } from './split-hypothesis.ts';

/** A symptom that the evidence shows may be this much surer than the cause that people tell of it. */
const MOST_ABOVE_TOLD = 0.2;

/** What the evidence says beside signals. */
type Known = Pick<EvidenceContext, 'libraries' | 'versions'> &
  Partial<Pick<EvidenceContext, 'sources'>> & { levelOf?: LevelOf };

const noSources: EvidenceContext['sources'] = new Map();

const noLevel: LevelOf = () => undefined;

/**
 * Ranks the causes that the signals speak for, best first, symptoms folded under what explains them; trouble without a cause is told
 * only where there is no cause.
 * `libraries` are the client libraries seen anywhere in the evidence: they choose the variants of the steps;
 * `versions` those that products told of themselves, `levelOf` finds the numbers over time that a row is part of. What a runbook throws is noted in `failures` and costs its diagnosis alone.
 */
export function diagnose(
  runbooks: readonly CompiledRunbook[],
  signals: ReadonlyMap<string, ReadonlyMap<string, Signal>>,
  { libraries, versions, sources = noSources, levelOf = noLevel }: Known,
  failures = createFailures(),
): Diagnosis[] {
  const hypotheses = weigh(runbooks, signals, versions, failures);
  const rivals = { runbooks: byId(runbooks), hypotheses };
  const viewOf = clusterViews(sources);
  const told = foldSymptoms(hypotheses);
  const causes = told.filter(({ runbook }) => !runbook.floor);
  return (causes.length > 0 ? causes : told).flatMap(
    (folded) =>
      failures.contain(`runbook ${folded.runbook.id}`, () => ({
        ...toDiagnosis(folded, [...libraries], versions, rivals),
        ...withNodes(viewOf(folded)),
        ...clearedAt(folded, signals),
        ...seriesOf(folded, signals.get(folded.runbook.id), levelOf),
      })) ?? [],
  );
}

/**
 * The same, kept apart by whom it concerns, many together: what incidents are made of. `hostOf` names the machine that an input's
 * tables show; `known` are the groups that earlier evidence made.
 */
export function diagnoseOccurrences(
  runbooks: readonly CompiledRunbook[],
  signals: ReadonlyMap<string, ReadonlyMap<string, Signal>>,
  { libraries, versions, sources = noSources, levelOf = noLevel }: Known,
  { hostOf, known }: { hostOf: (input: string) => string; known: readonly KnownGroup[] },
  failures = createFailures(),
): Occurrence[] {
  const parts = weigh(runbooks, signals, versions, failures).flatMap(
    (one) => failures.contain(`runbook ${one.runbook.id}`, () => splitOnce(one, hostOf, known)) ?? [],
  );
  const rivals = { runbooks: byId(runbooks), hypotheses: parts };
  const viewOf = clusterViews(sources);
  const toOccurrence = (folded: Folded<Identified>): Occurrence => {
    const held = signals.get(folded.runbook.id);
    const { runbook, identity, concerns, confidence, decisive, supporting, symptoms } = folded;
    const clearing = held?.get(runbook.clears ?? '');
    const madeOf = [clearing, identity, concerns, confidence, ...symptoms, ...rivalsOf(folded, parts)];
    const made = occurrences.get(decisive, [...madeOf, ...libraries, ...[...versions].flat()], () => ({
      identity,
      diagnosis: toDiagnosis(folded, [...libraries], versions, rivals),
      ...occurrenceHits(decisive),
      symptoms: symptoms.map((symptom) => ({ runbook: symptom.runbook.id, identity: symptom.identity })),
      inputs: inputsOf(decisive),
      ...clearedBy(clearing),
    }));
    // Numbers over time go on while all else stays as it is.
    const nodes = viewOf(folded);
    const goesOn = [JSON.stringify(nodes), ...levelsOf([...decisive, ...supporting], levelOf)];
    return charted.get(made, goesOn, () => ({
      ...made,
      diagnosis: { ...made.diagnosis, ...withNodes(nodes), ...seriesOf(folded, held, levelOf) },
    }));
  };
  return foldSymptoms(parts).flatMap(
    (folded) => failures.contain(`runbook ${folded.runbook.id}`, () => toOccurrence(folded)) ?? [],
  );
}

/** Made of the same signals, these are the same: a system whose evidence stays as it was costs little. */
const hypothesesOf = rememberLast<ReadonlyMap<string, Signal>, Hypothesis | undefined>();
const partsOf = rememberLast<Hypothesis, Identified[]>();
const occurrences = rememberLast<readonly Signal[], Occurrence>();
const charted = rememberLast<Occurrence, Occurrence>();

function withNodes(nodes: Diagnosis['nodes']): Pick<Diagnosis, 'nodes'> {
  return nodes ? { nodes } : {};
}

function splitOnce(
  one: Hypothesis,
  hostOf: (input: string) => string,
  known: readonly KnownGroup[],
): Identified[] {
  const own = known.filter(({ runbook }) => runbook === one.runbook.id);
  return partsOf.get(one, [JSON.stringify(own)], () => splitHypothesis(one, hostOf, own).map(asItWas));
}

function inputsOf(decisive: readonly Signal[]): string[] {
  return [...inputNames(decisive)].toSorted();
}

function clearedBy(signal: Signal | undefined): Pick<Occurrence, 'clearedMs'> {
  return signal?.lastMs === undefined ? {} : { clearedMs: signal.lastMs };
}

/** When the trouble was over, where the evidence tells it after the last sign of it. */
function clearedAt(
  { runbook, decisive }: Hypothesis,
  signals: ReadonlyMap<string, ReadonlyMap<string, Signal>>,
): Pick<Diagnosis, 'clearedAt'> {
  const clearedMs = signals.get(runbook.id)?.get(runbook.clears ?? '')?.lastMs;
  const lastMs = Math.max(...decisive.map((signal) => signal.lastMs ?? Number.NEGATIVE_INFINITY));
  return clearedMs !== undefined && clearedMs >= lastMs ? { clearedAt: isoTime(clearedMs) } : {};
}

function weigh(
  runbooks: readonly CompiledRunbook[],
  signals: ReadonlyMap<string, ReadonlyMap<string, Signal>>,
  versions: ReadonlyMap<string, string>,
  failures: Failures,
): Hypothesis[] {
  const hypotheses = runbooks.flatMap(
    (runbook) =>
      failures.contain(`runbook ${runbook.id}`, () => {
        const held = signals.get(runbook.id) ?? new Map<string, Signal>();
        return hypothesesOf.get(held, [...versions].flat(), () =>
          asBefore(weighRunbook(runbook, held, versions)),
        );
      }) ?? [],
  );
  return withoutMereLikeness(
    hypotheses.filter((one) => !isCircumstance(one) || hypotheses.some((other) => isExplained(other, one))),
  );
}

/** Whether it rests on how trouble came, not on any trouble. */
function isCircumstance({ decisive }: Hypothesis): boolean {
  return decisive.every((signal) => signal.isCircumstance);
}

function isExplained({ runbook: { id } }: Hypothesis, { runbook }: Hypothesis): boolean {
  return runbook.explains.includes(id);
}

function withoutMereLikeness(hypotheses: Hypothesis[]): Hypothesis[] {
  // Where something is known, what only reads like something else is no news, unless people tell a cause of it.
  const known = hypotheses.filter(({ decisive }) => !decisive.every(({ isLikeness }) => isLikeness));
  if (!known.some(({ runbook }) => !runbook.floor)) return hypotheses;
  return hypotheses.filter(
    (one) => known.includes(one) || (isTold(one) && known.some((other) => explains(one, other))),
  );
}

/** The hypothesis as it was weighed before, where it rests on the same: other signals of its runbook only stand in comparisons. */
function asBefore(one: Hypothesis | undefined): Hypothesis | undefined {
  const [first] = one?.decisive ?? [];
  if (!one || !first) return one;
  const { runbook, confidence, decisive, supporting, opposing, missing, version } = one;
  const restsOn = [decisive, supporting, opposing, missing].flatMap((all) => [all.length, ...all]);
  return weighed.get(first, [runbook, confidence, JSON.stringify(version), ...restsOn], () => one);
}

const weighed = rememberLast<Signal, Hypothesis>();

function isTold({ decisive }: Hypothesis): boolean {
  return decisive.every(({ hits }) => hits[0]?.observation.kind === 'telling');
}

function explains({ runbook, confidence }: Hypothesis, symptom: Hypothesis): boolean {
  return runbook.explains.includes(symptom.runbook.id) && confidence >= symptom.confidence - MOST_ABOVE_TOLD;
}

function byId(runbooks: readonly CompiledRunbook[]): Rivals['runbooks'] {
  return new Map(runbooks.map((runbook) => [runbook.id, runbook]));
}

function toDiagnosis(
  folded: Folded & Pick<Identified, 'concerns'>,
  libraries: readonly string[],
  versions: ReadonlyMap<string, string>,
  rivals: Rivals,
): Diagnosis {
  const { runbook, decisive, supporting, opposing, symptoms, concerns } = folded;
  const inSymptoms = symptoms.flatMap((symptom) => symptom.decisive);
  const speaking = [...decisive, ...supporting, ...inSymptoms];
  const evident = evidentProduct(speaking);
  const facts = withServer(gatherFacts(speaking), evident);
  const own = (facts.get('library') ?? []).map(String);
  const variants = [...own, ...libraries, ...(evident ? [evident.product] : [])];
  const platform = platformOf(inputNames(speaking));
  const alternatives = alternativesOf(folded, facts, variants, rivals, platform);
  return {
    runbook: runbook.id,
    title: runbook.title,
    severity: runbook.severity,
    confidence: statedConfidence(folded.confidence),
    summary: fillBlanks(runbook.summary, facts),
    cause: fillBlanks(runbook.cause, facts),
    impact: fillBlanks(runbook.impact, facts),
    facts: showFacts(facts),
    why: reasonsFor(folded),
    wouldRaise: wouldRaise(folded),
    count: decisive[0]?.count ?? 0,
    ...counts(decisive),
    ...(concerns ? { concerns } : {}),
    ...seen(decisive),
    evidence: citeEvidence([...decisive, ...supporting, ...opposing, ...inSymptoms], concerns !== undefined),
    questions: runbook.questions.map(({ ask, ifYes, ifNo, ...weights }) => ({
      ask: fillBlanks(ask, facts),
      ifYes: fillBlanks(ifYes, facts),
      ifNo: fillBlanks(ifNo, facts),
      ...weights,
    })),
    ...(alternatives.length > 0 ? { alternatives } : {}),
    steps: fillSteps(runbook.steps, facts, variants, platform),
    explains: symptoms.map((symptom) => symptom.runbook.id),
    appliesTo: runbook.products.map((product) => applies(product, versions)),
    falsePositives: runbook.falsePositives,
    references: runbook.references,
  };
}

function inputNames(signals: readonly Signal[]): Set<string> {
  const names = new Set<string>();
  let last: string | undefined;
  for (const { hits } of signals)
    for (const { observation } of hits) {
      const { input } = observation.at;
      if (input !== last) names.add((last = input));
    }
  return names;
}

function counts([first]: readonly Signal[]): Pick<Diagnosis, 'counts'> {
  const noun = first && countedNoun(first);
  return noun === undefined ? {} : { counts: noun };
}

function applies(
  { name, versions: range }: { name: string; versions?: string },
  versions: ReadonlyMap<string, string>,
): string {
  const found = versions.get(name);
  if (range === undefined) return name;
  return `${name} ${range} (${found === undefined ? 'version not seen' : `here ${found}`})`;
}

function seen(signals: readonly Signal[]): { firstSeen?: string; lastSeen?: string } {
  const firsts = signals.flatMap(({ firstMs }) => firstMs ?? []);
  const lasts = signals.flatMap(({ lastMs }) => lastMs ?? []);
  if (firsts.length === 0) return {};
  return {
    firstSeen: isoTime(Math.min(...firsts)),
    lastSeen: isoTime(Math.max(...lasts)),
  };
}

import { lazily } from '../lazily.ts';
import type { ObservationKind } from '../model/fields.ts';
import type { Observation, RecordForm } from '../model/observation.ts';
import type {
  CompiledPattern,
  CompiledRunbook,
  DemandedTexts,
  ObservedSignal,
  PatternKind,
} from '../model/runbook.ts';
import { countedAlone } from './counted-alone.ts';
import { compilePredicate, type FieldTest, passesAbsent } from './predicate.ts';
import { createRecordPattern, type RecordPattern } from './record-pattern.ts';
import { createTemplatePattern, createTemplateShapePattern } from './template-pattern.ts';

const EVENT_FORMS: readonly RecordForm[] = ['log', 'trace', 'bare'];

/** One pattern of a signal, ready to run. */
interface SignalPattern extends Required<Pick<CompiledPattern, 'texts' | 'literals' | 'shortLiterals'>> {
  match: RecordPattern;
  /** Meets the shape of each text that the pattern meets. */
  meetsShape?: RecordPattern;
}

/** One observed signal ready to run. */
export interface CompiledSignal {
  key: string;
  runbook: string;
  name: string;
  per: readonly string[];
  /** The field whose values are remembered with the time of their first hit. */
  firstOf?: string;
  on: ObservationKind;
  sample: boolean;
  /** What one hit of it speaks for: a cause, trouble without one, or nothing where it only stands in comparisons. */
  tells: 'cause' | 'trouble' | 'nothing';
  /** Events that a record may read like. */
  like: readonly string[];
  /** Its patterns, made ready when they are first asked for: of most signals never. */
  patterns: () => readonly SignalPattern[];
  /** One of them, without the others. */
  patternAt: (at: number) => SignalPattern | undefined;
  /** Counts of it say as much as whole hits: see countedAlone. */
  isCountedAlone: () => boolean;
  /** It has no patterns: any record is tried. */
  byFields: boolean;
  /** Its fields decide alone: patterns that it has only find records in which they may stand. */
  fieldsDecide: boolean;
  /** The fields that it asks for. */
  asksFields: readonly string[];
  /** One of them without which it accepts no record, if there is one. */
  needsField: string | undefined;
  /** Further patterns decide, too. */
  asksText: boolean;
  /** Form and fields. */
  acceptsFields: (observation: Observation) => boolean;
  /** Further patterns. */
  acceptsText: (text: string) => boolean;
  /** All of these; the cheap tests first. */
  accepts: (observation: Observation) => boolean;
}

/** The key under which a runbook's signal is collected. */
export function signalKey(runbook: string, signal: string): string {
  return `${runbook}/${signal}`;
}

/** All observed signals of the runbooks, ready to run; sequences and absences are evaluated later from these. */
export function compileSignals(runbooks: readonly CompiledRunbook[]): CompiledSignal[] {
  const patternOf = sharedPatterns();
  return runbooks.flatMap((runbook) => {
    const alone = lazily(() => countedAlone(runbook));
    return Object.entries(runbook.signals).flatMap(([name, rule]) =>
      'on' in rule
        ? [compileSignal(runbook, name, rule, { patternOf, isCountedAlone: () => alone().has(name) })]
        : [],
    );
  });
}

function signalPattern(pattern: CompiledPattern, patternOf: PatternOf): SignalPattern {
  return {
    texts: pattern.texts,
    literals: pattern.literals,
    shortLiterals: pattern.shortLiterals ?? [],
    match: patternWith(pattern, patternOf),
    ...(pattern.kind === 'message' ? { meetsShape: createTemplateShapePattern(pattern.source) } : {}),
  };
}

type PatternOf = (source: string, kind: PatternKind, demands?: DemandedTexts) => RecordPattern;

/** Runbooks use each other's wordings, in `except` above all: the same pattern is compiled once. */
function sharedPatterns(): PatternOf {
  const made: Record<Exclude<PatternKind, 'field'>, Map<string, RecordPattern>> = {
    message: new Map(),
    regex: new Map(),
    text: new Map(),
  };
  return (source, kind, demands) => {
    // Its field decides.
    if (kind === 'field') return () => ({});
    let pattern = made[kind].get(source);
    if (!pattern) {
      pattern =
        kind === 'message'
          ? createTemplatePattern(source)
          : createRecordPattern(source, kind === 'text', demands);
      made[kind].set(source, pattern);
    }
    return pattern;
  };
}

function patternWith(
  { source, kind, demands, unless = [] }: CompiledPattern,
  patternOf: PatternOf,
): RecordPattern {
  const match = patternOf(source, kind, demands);
  if (unless.length === 0) return match;
  const others = unless.map((other) => patternOf(other, 'message'));
  return (text) => {
    const captures = match(text);
    return captures && !others.some((other) => other(text)) ? captures : undefined;
  };
}

/** Below this a hit only goes with others. */
const LEAST_ALONE = 0.3;

function whatOneHitTells(runbook: CompiledRunbook, rule: ObservedSignal): CompiledSignal['tells'] {
  if (rule.confidence === 0) return 'nothing';
  const isOneOfMany = rule.count !== undefined || rule.distinct !== undefined;
  return runbook.floor || isOneOfMany || (rule.confidence ?? 1) < LEAST_ALONE ? 'trouble' : 'cause';
}

/** Of equal lists the same, so that what was made of one is known for the other. */
function perOf(per: readonly string[] = []): readonly string[] {
  const key = per.join();
  const known = pers.get(key) ?? per;
  pers.set(key, known);
  return known;
}

const pers = new Map<string, readonly string[]>();

function fieldTests({ where = {} }: ObservedSignal): [string, FieldTest][] {
  return Object.entries(where).map(([field, predicate]) => [field, compilePredicate(predicate)]);
}

function compileSignal(
  runbook: CompiledRunbook,
  name: string,
  rule: ObservedSignal,
  { patternOf, isCountedAlone }: Pick<CompiledSignal, 'isCountedAlone'> & { patternOf: PatternOf },
): CompiledSignal {
  const where = lazily(() => fieldTests(rule));
  const furtherOf = (source: string) => patternOf(source, 'regex', runbook.required[source]);
  const needed = lazily(() => (rule.with ?? []).map(furtherOf));
  const vetoes = lazily(() => (rule.except ?? []).map(furtherOf));
  const forms = rule.form ?? EVENT_FORMS;
  const acceptsFields = (observation: Observation) =>
    (observation.form === undefined || forms.includes(observation.form)) &&
    where().every(([field, test]) => test(observation.fields[field]));
  const fieldsDecide = !rule.text && !rule.regex && !rule.event && !rule.like;
  const acceptsText = (text: string) =>
    needed().every((match) => match(text) !== undefined) &&
    !vetoes().some((match) => match(text) !== undefined);
  return {
    key: signalKey(runbook.id, name),
    runbook: runbook.id,
    name,
    per: perOf(rule.per),
    ...(rule.firstSeenAfter ? { firstOf: rule.firstSeenAfter.field } : {}),
    on: rule.on,
    sample: rule.sample ?? false,
    tells: whatOneHitTells(runbook, rule),
    isCountedAlone,
    byFields: fieldsDecide && !runbook.patterns[name]?.length,
    fieldsDecide,
    like: rule.like ?? [],
    patterns: lazily(() =>
      (runbook.patterns[name] ?? []).map((pattern) => signalPattern(pattern, patternOf)),
    ),
    patternAt: (at) => {
      const pattern = runbook.patternAt ? runbook.patternAt(name, at) : runbook.patterns[name]?.[at];
      return pattern && signalPattern(pattern, patternOf);
    },
    asksFields: Object.keys(rule.where ?? {}),
    needsField: Object.entries(rule.where ?? {}).find(([, predicate]) => !passesAbsent(predicate))?.[0],
    asksText: [...(rule.with ?? []), ...(rule.except ?? [])].length > 0,
    acceptsFields,
    acceptsText,
    accepts: (observation) => acceptsFields(observation) && acceptsText(observation.text),
  };
}

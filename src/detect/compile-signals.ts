import type { ObservationKind } from '../model/fields.ts';
import type { Observation, RecordForm } from '../model/observation.ts';
import type { CompiledRunbook, ObservedSignal } from '../model/runbook.ts';
import { compilePredicate, type FieldTest } from './predicate.ts';
import { createRecordPattern, type RecordPattern } from './record-pattern.ts';

const EVENT_FORMS: readonly RecordForm[] = ['log', 'trace', 'bare'];

/** One observed signal ready to run. `patterns` is empty when only fields decide. */
export interface CompiledSignal {
  key: string;
  runbook: string;
  name: string;
  per: readonly string[];
  /** The field whose values are remembered with the time of their first hit. */
  firstOf?: string;
  on: ObservationKind;
  sample: boolean;
  patterns: readonly { texts: readonly string[]; literals: readonly string[]; match: RecordPattern }[];
  /** Role, form, fields and further patterns; the cheap tests first. */
  accepts: (observation: Observation) => boolean;
}

/** The key under which a runbook's signal is collected. */
export function signalKey(runbook: string, signal: string): string {
  return `${runbook}/${signal}`;
}

/** All observed signals of the runbooks, ready to run; sequences and absences are evaluated later from these. */
export function compileSignals(runbooks: readonly CompiledRunbook[]): CompiledSignal[] {
  const patternOf = sharedPatterns();
  return runbooks.flatMap((runbook) =>
    Object.entries(runbook.signals).flatMap(([name, rule]) =>
      'on' in rule ? [compileSignal(runbook, name, rule, patternOf)] : [],
    ),
  );
}

type PatternOf = (source: string, fixed: boolean) => RecordPattern;

/** Runbooks use each other's wordings, in `except` above all: the same pattern is compiled once. */
function sharedPatterns(): PatternOf {
  const made = new Map<string, RecordPattern>();
  return (source, fixed) => {
    const key = `${fixed ? 'text' : 'regex'} ${source}`;
    let pattern = made.get(key);
    if (!pattern) made.set(key, (pattern = createRecordPattern(source, fixed)));
    return pattern;
  };
}

function compileSignal(
  runbook: CompiledRunbook,
  name: string,
  rule: ObservedSignal,
  patternOf: PatternOf,
): CompiledSignal {
  const where = Object.entries(rule.where ?? {}).map(([field, predicate]): [string, FieldTest] => [
    field,
    compilePredicate(predicate),
  ]);
  const needed = (rule.with ?? []).map((source) => patternOf(source, false));
  const vetoes = (rule.except ?? []).map((source) => patternOf(source, false));
  const forms = rule.form ?? EVENT_FORMS;
  return {
    key: signalKey(runbook.id, name),
    runbook: runbook.id,
    name,
    per: rule.per ?? [],
    ...(rule.firstSeenAfter ? { firstOf: rule.firstSeenAfter.field } : {}),
    on: rule.on,
    sample: rule.sample ?? false,
    patterns: (runbook.patterns[name] ?? []).map(({ texts, literals, source, fixed }) => ({
      texts,
      literals,
      match: patternOf(source, fixed),
    })),
    accepts: (observation) =>
      (!rule.role || observation.role === undefined || rule.role.includes(observation.role)) &&
      (observation.form === undefined || forms.includes(observation.form)) &&
      where.every(([field, test]) => test(observation.fields[field])) &&
      needed.every((match) => match(observation.text) !== undefined) &&
      !vetoes.some((match) => match(observation.text) !== undefined),
  };
}

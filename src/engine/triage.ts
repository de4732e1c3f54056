import { type Collector, createCollector } from '../detect/collector.ts';
import { type CompiledSignal, compileSignals } from '../detect/compile-signals.ts';
import { createContinuations } from '../detect/continuations.ts';
import { detect } from '../detect/detect.ts';
import type { Digest } from '../detect/digest.ts';
import { fixedTexts } from '../detect/fixed-texts.ts';
import type { KnownMatches } from '../detect/known-matches.ts';
import { indexRecordSignals } from '../detect/match-records.ts';
import type { PatternIndex } from '../detect/pattern-index.ts';
import type { WorkedOut } from '../detect/worked-out.ts';
import { diagnose, diagnoseOccurrences } from '../diagnose/diagnose.ts';
import { createFailures } from '../failures.ts';
import type { Report } from '../model/diagnosis.ts';
import type { Failure } from '../model/failure.ts';
import type { InputSource } from '../model/input.ts';
import type { Observation } from '../model/observation.ts';
import type { KnownGroup, Occurrence } from '../model/occurrence.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { redactDeep } from '../redact/redact.ts';
import { rememberRecent } from '../remember-recent.ts';
import { holdsRows } from './holds-rows.ts';
import { createLargeTables } from './large-tables.ts';
import type { Likeness } from './likeness.ts';
import { type EndedInput, type InputSession, openInput } from './open-input.ts';
import { type LineRange, prefilterLines } from './prefilter.ts';

/** Texts whose matches are remembered at least: a bot reads the lines of the newest minutes again with each delivery. */
const MOST_TEXTS = 10_000;

/** One triage run: open each input, write its bytes, end it; then ask for the report. */
export interface Triage {
  open(source: InputSource): InputSession;
  /** Secrets are masked in all its texts, so that no outlet shows one. */
  report(): Report;
  /**
   * The same diagnoses, one for each identity they concern, many together; `hostOf` names the machine that an input's tables show.
   * Groups of earlier evidence that are `known` stay the home of their members. `earlier` keeps what was worked out, for the next
   * run over much the same evidence.
   */
  occurrences(
    hostOf: (input: string) => string,
    known?: readonly KnownGroup[],
    earlier?: WorkedOut,
  ): Occurrence[];
  /**
   * What was read so far, as plain data with at most `mostHits` hits a signal, so that a later run can `join` it instead of reading
   * the same text again. Ends the run.
   */
  digest(mostHits: number): Digest;
  /** Adds what a digest of earlier evidence stands for: before any input that came later. */
  join(digest: Digest): void;
  /** What could not be read, and after `report` or `occurrences` also what could not be evaluated. */
  failures(): readonly Failure[];
}

/** Compiled runbooks, ready to run. It holds no state of a run, so any number of runs share it, also at the same time. */
export interface Engine {
  /** Starts a run; `rereads` where much of the text was read by earlier runs: what it met then is remembered. */
  start(options?: { rereads: boolean }): Triage;
  /** The lines of a log that a runbook could apply to, with the other lines of their records, and rows of tables; the last may lie behind its end. */
  select(log: Uint8Array): LineRange[];
}

/**
 * Makes an engine of compiled runbooks. `likeness` judges records of which no runbook speaks, prose, and lines whose end was cut off;
 * without it the first two are only counted, and the last count for what they say as they stand. `patterns` is the index of these very
 * runbooks, where it is made already; then what `likeness` knows of the beginnings of messages holds their texts, too.
 * Evidence flows one way: bytes → observations → signals → diagnoses. */
export function createEngine(
  runbooks: readonly CompiledRunbook[],
  likeness?: Likeness,
  patterns?: PatternIndex,
): Engine {
  const signals = compileSignals(runbooks);
  const recordSignals = indexRecordSignals(
    signals,
    likeness && {
      readsLike: likeness.readsLike,
      continuations: createContinuations(
        likeness.beginnings,
        patterns ? undefined : () => fixedTexts(runbooks),
      ),
    },
    patterns,
  );
  const known: KnownMatches = rememberRecent(MOST_TEXTS);
  return {
    start: ({ rereads } = { rereads: false }) =>
      startTriage(runbooks, signals, createCollector(recordSignals, rereads ? known : undefined), likeness),
    select: (log) => prefilterLines(recordSignals, log, (sample) => holdsRows(sample, { name: '' })),
  };
}

/** The same bytes always give the same report. */
function startTriage(
  runbooks: readonly CompiledRunbook[],
  signals: readonly CompiledSignal[],
  collector: Collector,
  likeness: Likeness | undefined,
): Triage {
  const ended: EndedInput[] = [];
  const tables = createLargeTables(collector.rows);
  /** Inputs without a year wait for those that have one, in whatever order they were given. */
  const settle = () => {
    tables.settle();
    for (const input of ended) input.settle();
  };
  let failed: readonly Failure[] = [];
  return {
    open: (source) => openInput(source, collector, tables, (input) => ended.push(input), likeness),
    occurrences(hostOf, known = [], earlier) {
      settle();
      const failures = createFailures();
      const { signals: held, levelOf } = detect(collector, runbooks, signals, failures, earlier);
      const { libraries, versions, sources } = collector.context;
      const said = { libraries, versions, sources, levelOf };
      const occurrences = diagnoseOccurrences(runbooks, held, said, { hostOf, known }, failures);
      failed = failures.list();
      return occurrences;
    },
    digest(mostHits) {
      settle();
      return collector.digest(mostHits);
    },
    join: (digest) => collector.join(digest),
    failures: () => [...ended.flatMap((input) => input.report().failures ?? []), ...failed],
    report() {
      settle();
      const failures = createFailures();
      const { signals: held, totals, levelOf } = detect(collector, runbooks, signals, failures);
      const diagnoses = diagnose(runbooks, held, { ...collector.context, levelOf }, failures);
      failed = failures.list();
      const report: Report = {
        diagnoses,
        inputs: ended.map((input) => input.report()),
        unrecognised: collector.templates.top(),
        states: totals.map(showTotal),
        levels: Object.fromEntries(collector.context.levels),
        ...(failed.length > 0 ? { failures: failed } : {}),
      };
      return redactDeep(report).value;
    },
  };
}

function showTotal({ fields }: Observation): Report['states'][number] {
  return { state: String(fields.state), count: Number(fields.count), host: String(fields.host ?? '') };
}

import { createFailures, type Failures } from '../failures.ts';
import type { EvidenceContext } from '../model/evidence-context.ts';
import type { Observation } from '../model/observation.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { createRecordCollector } from './collect-records.ts';
import { type Digest, digestOf, joinDigest } from './digest.ts';
import { type KeptRows, keepRows } from './kept-rows.ts';
import type { KnownMatches } from './known-matches.ts';
import type { LiteralIndex } from './literal-index.ts';
import type { RecordSignals } from './match-records.ts';
import { createEvidenceContext } from './note-context.ts';
import { createTemplateCount, type TemplateCount } from './template-count.ts';

/** Everything detection needs, folded as observations come in, in bounded memory. */
export interface Collected {
  buckets: Buckets;
  rows: KeptRows;
  templates: TemplateCount;
  context: EvidenceContext;
  /** What stands for all that is known of clients: the same objects, the same. */
  contentOfClients: () => readonly object[] | undefined;
}

/** For finding the records of a log that are worth reading: an index over all literals, and those that only sampled signals want. */
export interface Prefilter {
  index: LiteralIndex;
  sampled: ReadonlySet<number>;
}

export interface Collector extends Collected {
  /** A prefilter for one large log; from here on sampled signals do not count as complete. */
  createPrefilter(): Prefilter;
  /**
   * Adds observations. What a signal throws is noted in `failures` and costs that signal the record. `known` gives what texts met that
   * were read before, and takes what others meet.
   */
  add(observations: readonly Observation[], failures?: Failures, known?: KnownMatches): void;
  /** What it holds, as plain data: see digest.ts. It takes no more afterwards. */
  digest(mostHits: number): Digest;
  /** Adds what a digest of later evidence stands for. */
  join(digest: Digest): void;
}

/** Starts an empty collection for the given signals. `earlier` is what texts met in other runs. */
export function createCollector(recordSignals: RecordSignals, earlier?: KnownMatches): Collector {
  const buckets = createBuckets();
  const rows = keepRows();
  const templates = createTemplateCount();
  const { context, note, contentOfClients, ...contextDigests } = createEvidenceContext();
  let sampling = false;
  const addRecords = createRecordCollector(recordSignals, {
    buckets,
    templates,
    note,
    isSampling: () => sampling,
  });
  const parts = { buckets, rows, context: contextDigests };
  return {
    buckets,
    rows,
    templates,
    context,
    contentOfClients,
    add,
    createPrefilter() {
      sampling = true;
      const { index, short, sampled } = recordSignals;
      return { index: index.adaptingCopy(short), sampled };
    },
    digest: (mostHits) => digestOf(parts, mostHits, recordSignals.countedAlone()),
    join: (digest) => joinDigest(parts, digest),
  };

  function add(
    observations: readonly Observation[],
    failures = createFailures(),
    known: KnownMatches | undefined = earlier,
  ): void {
    addRecords(
      observations.filter(({ kind }) => kind === 'log'),
      failures,
      known,
    );
    addRows(observations, rows, note);
  }
}

/** What a node says of its cluster is noted as its records are. */
function addRows(observations: readonly Observation[], rows: KeptRows, note: (row: Observation) => void) {
  for (const row of observations) {
    if (row.kind !== 'log') rows.add(row);
    if (row.kind === 'cluster') note(row);
  }
}

import { createFailures } from '../failures.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { LevelOf } from '../model/series.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import type { Bucket } from './bucket.ts';
import { type Collection, joinCollections, readRows } from './collection.ts';
import type { Collected } from './collector.ts';
import { type CompiledSignal, signalKey } from './compile-signals.ts';
import { evaluateRunbook } from './evaluate-runbook.ts';
import { asKnown } from './same-signals.ts';
import { workOutRows } from './work-out-rows.ts';
import { areSame, areToldAlike, type WorkedOut } from './worked-out.ts';

/** The signals of each runbook that hold, by runbook id and signal name. */
type Signals = ReadonlyMap<string, ReadonlyMap<string, Signal>>;

export interface Detected {
  signals: Signals;
  totals: readonly Observation[];
  levelOf: LevelOf;
}

/**
 * Turns what was collected into signals: derives what no single row says, then evaluates every rule in event time.
 * What a runbook throws is noted in `failures` and costs that runbook its signals. What was worked out before is taken from `earlier`
 * where nothing has changed since, and the rest is noted there.
 */
export function detect(
  collected: Collected,
  runbooks: readonly CompiledRunbook[],
  compiled: readonly CompiledSignal[],
  failures = createFailures(),
  earlier: WorkedOut = { runbooks: new Map() },
): Detected {
  const ofRows = workOutRows(collected.rows.byInput(), compiled, failures, earlier);
  const ofClients = collected.contentOfClients();
  const evidence: Evidence = {
    ...collected,
    rowBuckets: ofRows.buckets,
    isToldTheSame: !!ofClients && !!earlier.ofClients && areSame(earlier.ofClients, ofClients),
  };
  const signals = new Map(
    runbooks.flatMap((runbook) => {
      const held = failures.contain(`runbook ${runbook.id}`, () =>
        workOutRunbook(runbook, evidence, earlier),
      );
      return held ? [[runbook.id, held] as const] : [];
    }),
  );
  earlier.ofClients = ofClients;
  return { signals, totals: ofRows.totals, levelOf: ofRows.levelOf };
}

/** What the runbooks of one run are evaluated on. */
interface Evidence extends Pick<Collected, 'buckets' | 'context'> {
  rowBuckets: ReadonlyMap<string, readonly Bucket[]>;
  /** Whether all that is known of clients is what was known of them the last time. */
  isToldTheSame: boolean;
}

function workOutRunbook(
  runbook: CompiledRunbook,
  { buckets, rowBuckets, context, isToldTheSame }: Evidence,
  earlier: WorkedOut,
): ReadonlyMap<string, Signal> {
  const asked = askedBy.get(runbook, [], () => askedOf(runbook));
  const content = contentOf(asked, rowBuckets, buckets);
  const { firstMs } = context;
  const lastMs = asked.looksAtEnd ? context.lastMs : undefined;
  const known = earlier.runbooks.get(runbook.id);
  const isKnown =
    known?.runbook === runbook &&
    content &&
    known.firstMs === firstMs &&
    known.lastMs === lastMs &&
    areSame(known.content, content) &&
    (isToldTheSame || areToldAlike(known.clients, context));
  if (isKnown) return known.signals;
  earlier.runbooks.delete(runbook.id);
  const clients = new Map<string, Readonly<Record<string, FieldValue>> | undefined>();
  // A signal is about records or about rows, never about both.
  const read = (key: string, complete: (hit: Hit) => Hit): Collection | undefined => {
    const ofRows = rowBuckets.get(key);
    if (ofRows) return joinCollections(ofRows.map((bucket) => readRows(bucket, complete)));
    return buckets.collect(key, complete);
  };
  const before = known?.runbook === runbook ? known.signals : undefined;
  const signals = asKnown(before, evaluateRunbook(runbook, { read, context, clients }));
  if (content) earlier.runbooks.set(runbook.id, { runbook, content, firstMs, lastMs, clients, signals });
  return signals;
}

/** What stands for all that the signals of a runbook have met; undefined where hits came one by one. */
function contentOf(
  { keys }: Asked,
  rowBuckets: ReadonlyMap<string, readonly Bucket[]>,
  buckets: Collected['buckets'],
): (object | string)[] | undefined {
  const content: (object | string)[] = [];
  for (const key of keys) {
    const own = rowBuckets.get(key) ?? buckets.contentOf(key);
    if (!own) return undefined;
    if (own.length > 0) content.push(key, ...own);
  }
  return content;
}

/** What a runbook asks of the evidence: the keys of its signals, and whether it looks at the end. */
interface Asked {
  keys: readonly string[];
  looksAtEnd: boolean;
}

const askedBy = rememberLast<CompiledRunbook, Asked>();

function askedOf({ id, signals }: CompiledRunbook): Asked {
  return {
    keys: Object.keys(signals).map((name) => signalKey(id, name)),
    looksAtEnd: Object.values(signals).some((rule) => 'absent' in rule),
  };
}

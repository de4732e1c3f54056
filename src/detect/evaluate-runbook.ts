import type { EvidenceContext } from '../model/evidence-context.ts';
import type { FieldValue } from '../model/fields.ts';
import type { CompiledRunbook, Condition } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import type { Collection } from './collection.ts';
import { signalKey } from './compile-signals.ts';
import { evaluateObserved } from './evaluate-observed.ts';
import { evaluateAbsence, evaluateSequence, evaluateTogether } from './evaluate-temporal.ts';

type SignalOf = (name: string) => Signal | undefined;

/** What a runbook is evaluated on. */
export interface RunbookEvidence {
  /** What a signal has met, by its key; each hit goes through `complete`. */
  read: (key: string, complete: (hit: Hit) => Hit) => Collection | undefined;
  context: EvidenceContext;
  /** Takes what was known of each client that hits name. */
  clients: Map<string, Readonly<Record<string, FieldValue>> | undefined>;
}

/**
 * The signals of a runbook that hold, of those that its diagnosis may rest on: what others are only compared with is counted, not
 * evaluated. Where its condition does not hold, those that say so.
 */
export function evaluateRunbook(
  runbook: CompiledRunbook,
  evidence: RunbookEvidence,
): ReadonlyMap<string, Signal> {
  const { signalOf, evaluated } = signalFinder(runbook, evidence);
  const mayRestOn = restsOn.get(runbook, [], () => signalsToRestOn(runbook));
  const names = holds(runbook.when, signalOf) ? mayRestOn : mayRestOn.filter((name) => evaluated.has(name));
  return new Map(
    names.flatMap((name) => {
      const signal = signalOf(name);
      return signal ? [[name, signal] as const] : [];
    }),
  );
}

function holds(condition: Condition, signalOf: SignalOf): boolean {
  if (typeof condition === 'string') return signalOf(condition) !== undefined;
  if ('not' in condition) return !holds(condition.not, signalOf);
  if ('any' in condition) return condition.any.some((member) => holds(member, signalOf));
  return condition.all.length > 0 && condition.all.every((member) => holds(member, signalOf));
}

const restsOn = rememberLast<CompiledRunbook, readonly string[]>();

/** The names of the signals that a runbook weighs, or that end what it tells of, in the order in which it lists them. */
function signalsToRestOn({ signals, when, supports, against, clears }: CompiledRunbook): string[] {
  const named = new Set([...namesIn(when), ...[...supports, ...against].map(({ signal }) => signal), clears]);
  return Object.keys(signals).filter((name) => named.has(name));
}

function namesIn(condition: Condition): string[] {
  if (typeof condition === 'string') return [condition];
  if ('not' in condition) return namesIn(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(namesIn);
}

/** Evaluates a signal when it is asked for the first time. */
function signalFinder(
  runbook: CompiledRunbook,
  { read: readBy, context, clients }: RunbookEvidence,
): { signalOf: SignalOf; evaluated: ReadonlyMap<string, unknown> } {
  const complete = completing(context, clients);
  const read = memoize((name: string) => readBy(signalKey(runbook.id, name), complete));
  const isDated = context.firstMs !== undefined;
  const known = new Map<string, Signal | undefined>();
  const signalOf: SignalOf = (name) => {
    if (known.has(name)) return known.get(name);
    known.set(name, undefined); // a sequence that names itself ends here
    const rule = runbook.signals[name];
    if (!rule) return undefined;
    const signal = evaluate(name, rule);
    known.set(name, signal);
    return signal;
  };
  const evaluate = (name: string, rule: CompiledRunbook['signals'][string]): Signal | undefined => {
    if ('sequence' in rule) return evaluateSequence(name, rule, signalOf, isDated);
    if ('together' in rule) return evaluateTogether(name, rule, signalOf, isDated);
    if ('absent' in rule) return evaluateAbsence(name, rule, signalOf, context.lastMs);
    return evaluateObserved(name, rule, read(name), {
      talliesOf: (other) => read(other)?.tallies ?? [],
      evidenceFromMs: context.firstMs,
    });
  };
  return { signalOf, evaluated: known };
}

/** Adds to a hit what its client had told of itself earlier. */
function completing(context: EvidenceContext, clients: RunbookEvidence['clients']): (hit: Hit) => Hit {
  return (hit) => {
    const { client } = hit.fields;
    if (typeof client !== 'string') return hit;
    const told = context.clients.get(client);
    clients.set(client, told);
    const adds = told && Object.keys(told).some((name) => !(name in hit.fields));
    if (!adds) return hit;
    return completed.get(hit, Object.entries(told).flat(), () => ({
      observation: hit.observation,
      fields: { ...told, ...hit.fields },
    }));
  };
}

/** The same hit with the same told of its client is the same object, so that what was made of it need not be made again. */
const completed = rememberLast<Hit, Hit>();

function memoize<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name) as T;
  };
}

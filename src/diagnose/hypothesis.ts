import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import type { ObservationKind } from '../model/fields.ts';
import { logOdds, shift } from '../model/log-odds.ts';
import type { CompiledRunbook, Condition, Weight } from '../model/runbook.ts';
import type { Signal } from '../model/signal.ts';

/** Below this a hypothesis is not told: it would cost more trust than it brings. */
export const LEAST_CONFIDENCE = 0.35;

/** A fork or a vendor's build may bear another number, so a version out of range speaks against the cause without ruling it out. */
const WRONG_VERSION_LOWERS_BY = 1;

/** One runbook that may be the cause, with what speaks for and against it. */
export interface Hypothesis {
  runbook: CompiledRunbook;
  confidence: number;
  /** Signals the condition rests on. */
  decisive: readonly Signal[];
  supporting: readonly Signal[];
  opposing: readonly Signal[];
  /** Weights whose signal did not hold: what would raise the confidence. */
  missing: readonly Weight[];
  /** What the evidence says of the product's version, where the runbook is for certain versions only. */
  version?: { product: string; found: string; range: string; inRange: boolean };
}

/** Weighs one runbook against the signals that hold for it; undefined when its condition does not hold or is too weak. */
export function weighRunbook(
  runbook: CompiledRunbook,
  signals: ReadonlyMap<string, Signal>,
  versions: ReadonlyMap<string, string>,
): Hypothesis | undefined {
  const held = weighCondition(runbook.when, signals);
  if (!held) return undefined;
  const found = (weights: readonly Weight[]) => weights.filter(({ signal }) => signals.has(signal));
  const [supports, against] = [found(runbook.supports), found(runbook.against)];
  const version = versionOf(runbook, versions);
  const outdated = version && !version.inRange ? WRONG_VERSION_LOWERS_BY : 0;
  const confidence = shift(held.confidence, sum(supports) - sum(against) - outdated);
  if (confidence < LEAST_CONFIDENCE) return undefined;
  const signalsOf = (weights: readonly Weight[]) =>
    weights.flatMap(({ signal }) => signals.get(signal) ?? []);
  return {
    runbook,
    confidence,
    decisive: held.signals,
    supporting: signalsOf(supports).filter((signal) => !held.signals.includes(signal)),
    opposing: signalsOf(against),
    missing: runbook.supports.filter(({ signal }) => !signals.has(signal)),
    ...(version ? { version } : {}),
  };
}

function versionOf(runbook: CompiledRunbook, versions: ReadonlyMap<string, string>): Hypothesis['version'] {
  for (const { name: product, versions: range } of runbook.products) {
    const found = versions.get(product);
    if (found === undefined || range === undefined) continue;
    const inRange = isInRange(found, range);
    if (inRange !== undefined) return { product, found, range, inRange };
  }
  return undefined;
}

function sum(weights: readonly Weight[]): number {
  return weights.reduce((total, { by }) => total + by, 0);
}

interface Weighed {
  confidence: number;
  /** The signals that made it hold, the surest first. */
  signals: readonly Signal[];
}

/** Tells whether a condition holds, how sure it makes us, and through which signals. */
function weighCondition(condition: Condition, signals: ReadonlyMap<string, Signal>): Weighed | undefined {
  if (typeof condition === 'string') {
    const signal = signals.get(condition);
    return signal && { confidence: signal.confidence, signals: [signal] };
  }
  if ('not' in condition)
    return weighCondition(condition.not, signals) ? undefined : { confidence: 0, signals: [] };
  const members = 'all' in condition ? condition.all : condition.any;
  const held = members.flatMap((member) => weighCondition(member, signals) ?? []);
  if (held.length === 0 || ('all' in condition && held.length < members.length)) return undefined;
  const best = held.toSorted((a, b) => b.confidence - a.confidence);
  const sure = 'all' in condition ? (best[0]?.confidence ?? 0) : addedUp(best);
  return {
    confidence: condition.confidence ?? sure,
    signals: [...new Set(best.flatMap((member) => member.signals))],
  };
}

/** What one kind of evidence adds to another counts for less than alone: both may have the same source. */
const SHARE_OF_OTHER_KINDS = 0.4;
/** So sure is one of a cause of which nothing is seen: only what is above adds. */
const UNSEEN = 0.2;

/** The confidence of the surest, raised by what evidence of other kinds says: sockets beside a log, a capture beside both. */
function addedUp([first, ...others]: readonly Weighed[]): number {
  if (!first) return 0;
  const seen = new Set([kindOf(first)]);
  let by = 0;
  for (const other of others) {
    if (seen.has(kindOf(other))) continue;
    seen.add(kindOf(other));
    by += SHARE_OF_OTHER_KINDS * Math.max(0, logOdds(other.confidence) - logOdds(UNSEEN));
  }
  return by > 0 ? shift(first.confidence, by) : first.confidence;
}

/** Rows, their totals and how they change are the same sockets. */
function kindOf({ signals }: Weighed): string | undefined {
  const kind = signals[0]?.hits[0]?.observation.kind;
  return kind !== undefined && OF_SOCKETS.has(kind) ? 'connection' : kind;
}

const OF_SOCKETS: ReadonlySet<ObservationKind> = new Set([
  'connection',
  'state-total',
  'state-count',
  'trend',
  'port-budget',
  'unmatched-connection',
  'untracked-connection',
]);

/**
 * Whether a version that a product printed, such as "3.10.8" or "v3.13.7-rc.1", is in a semver range such as ">=3.6 <4.0". Missing
 * parts count as 0, and build and pre-release tags are ignored. Undefined when the version has no number to compare.
 */
export function isInRange(version: string, range: string): boolean | undefined {
  const found = coerce(version);
  return found === null ? undefined : satisfies(found, range);
}

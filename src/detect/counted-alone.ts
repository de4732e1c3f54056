import type { CompiledRunbook, ObservedSignal } from '../model/runbook.ts';

/** What is only counted is counted by the minute, so a window has to be at least twice as long to hold one whole minute. */
const WIDE_MS = 120_000;

/**
 * The names of a runbook's signals of which counts say as much as whole hits: nothing orders their hits, weighs them one by one, counts
 * different values of one identity, or looks at less time than counts are kept by.
 */
export function countedAlone({ signals }: Pick<CompiledRunbook, 'signals'>): ReadonlySet<string> {
  const ordered = new Set<string>();
  for (const rule of Object.values(signals)) {
    if ('sequence' in rule) for (const step of rule.sequence) ordered.add(step);
    if ('together' in rule) for (const step of rule.together) ordered.add(step);
    if ('absent' in rule) ordered.add(rule.absent).add(rule.after);
  }
  const alone = Object.entries(signals).filter(
    ([name, rule]) => 'on' in rule && !ordered.has(name) && !asksHits(rule),
  );
  return new Set(alone.map(([name]) => name));
}

function asksHits({
  distinct,
  withinMs = Infinity,
  spike,
  firstSeenAfter,
  curves = [],
  per = [],
}: ObservedSignal): boolean {
  // Hits that are kept apart by client all have that client.
  const areByClient = per.length === 0 || per.includes('client');
  const countsValues = distinct !== undefined && !(distinct.field === 'client' && areByClient);
  const isNarrow = withinMs < WIDE_MS || (spike?.windowMs ?? Infinity) < WIDE_MS;
  return countsValues || isNarrow || firstSeenAfter !== undefined || curves.some(({ of }) => of === 'field');
}

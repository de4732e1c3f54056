import type { CompiledPattern, CompiledRunbook } from '../model/runbook.ts';

/** Shorter texts are slow to find and meet much by chance, so nothing is made to depend on them. */
const SHORTEST_SHARED = 7;

/**
 * Lets patterns share the texts they are found by: where one text holds another that is looked for anyway, the shorter serves both.
 * A text that only sampled signals want is left out, since a large log is followed for a first sample of it only.
 */
export function mergeLiterals(runbooks: readonly CompiledRunbook[]): CompiledRunbook[] {
  const shared = new Set(
    runbooks.flatMap((runbook) =>
      Object.entries(runbook.patterns).flatMap(([signal, patterns]) =>
        isSampled(runbook, signal) ? [] : patterns.flatMap(({ literals }) => literals),
      ),
    ),
  );
  const merged = (patterns: readonly CompiledPattern[]) =>
    patterns.map((pattern) => ({
      ...pattern,
      literals: [...new Set(pattern.literals.map((literal) => shortestWithin(literal, shared)))],
    }));
  return runbooks.map((runbook) => ({
    ...runbook,
    patterns: Object.fromEntries(
      Object.entries(runbook.patterns).map(([signal, patterns]) => [
        signal,
        isSampled(runbook, signal) ? patterns : merged(patterns),
      ]),
    ),
  }));
}

function isSampled(runbook: CompiledRunbook, signal: string): boolean {
  const rule = runbook.signals[signal];
  return rule !== undefined && 'sample' in rule && (rule.sample ?? false);
}

function shortestWithin(literal: string, shared: ReadonlySet<string>): string {
  for (let length = SHORTEST_SHARED; length < literal.length; length++) {
    for (let from = 0; from + length <= literal.length; from++) {
      const part = literal.slice(from, from + length);
      if (shared.has(part)) return part;
    }
  }
  return literal;
}

import type { CompiledPattern, CompiledRunbook, ObservedSignal, Runbook } from '../model/runbook.ts';
import { requiredLiterals } from './required-literals.ts';

/** Makes a checked runbook ready to run: each log pattern gets the literals it needs, examples are left out. */
export function compileRunbook(runbook: Runbook): CompiledRunbook {
  const { examples: _examples, ...rest } = runbook;
  const patterns: Record<string, CompiledPattern[]> = {};
  for (const [name, rule] of Object.entries(runbook.signals)) {
    if ('on' in rule && rule.on === 'log') patterns[name] = compilePatterns(rule);
  }
  return { ...rest, patterns };
}

function compilePatterns(rule: ObservedSignal): CompiledPattern[] {
  return [
    ...(rule.text ?? []).map((source) => compilePattern(source, [source.toLowerCase()], true)),
    ...(rule.regex ?? []).map((source) => compilePattern(source, requiredLiterals(source), false)),
  ];
}

function compilePattern(source: string, texts: readonly string[], fixed: boolean): CompiledPattern {
  return { texts, literals: texts, source, fixed };
}

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
  const texts = (rule.text ?? []).map((text) => ({
    literals: [text.toLowerCase()],
    source: text,
    fixed: true,
  }));
  const regexes = (rule.regex ?? []).map((source) => ({
    literals: requiredLiterals(source),
    source,
    fixed: false,
  }));
  return [...texts, ...regexes];
}

import type {
  CompiledPattern,
  CompiledRunbook,
  ObservedSignal,
  PatternKind,
  Runbook,
} from '../model/runbook.ts';
import { requiredLiterals } from './required-literals.ts';

/** The patterns of the catalogued messages, by the event that they tell of. */
export type MessagePatterns = ReadonlyMap<string, readonly CompiledPattern[]>;

/** Makes a checked runbook ready to run: each log pattern gets the literals it needs, examples are left out. */
export function compileRunbook(runbook: Runbook, messages: MessagePatterns): CompiledRunbook {
  const { examples: _examples, ...rest } = runbook;
  const patterns: Record<string, CompiledPattern[]> = {};
  for (const [name, rule] of Object.entries(runbook.signals)) {
    if ('on' in rule && rule.on === 'log') patterns[name] = compilePatterns(rule, messages);
  }
  return { ...rest, patterns };
}

function compilePatterns(rule: ObservedSignal, messages: MessagePatterns): CompiledPattern[] {
  return [
    ...(rule.text ?? []).map((source) => compilePattern(source, [source.toLowerCase()], 'text')),
    ...(rule.regex ?? []).map((source) => compilePattern(source, requiredLiterals(source), 'regex')),
    ...(rule.event ?? []).flatMap((event) => messages.get(event) ?? []),
  ];
}

function compilePattern(source: string, texts: readonly string[], kind: PatternKind): CompiledPattern {
  return { texts, literals: texts, source, kind };
}

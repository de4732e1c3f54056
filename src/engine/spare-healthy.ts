import { createRecordPattern, type RecordPattern } from '../detect/record-pattern.ts';
import { filledOut, parseTemplate } from '../model/message-template.ts';
import type { CompiledPattern, CompiledRunbook, ObservedSignal, SignalRule } from '../model/runbook.ts';

/** A signal below this confidence tells no cause alone. */
const LEAST_TELLING = 0.35;

interface HealthyMessage {
  template: string;
  /** With something in its holes: words, then numbers. */
  texts: readonly string[];
  lower: string;
}

/**
 * Keeps the patterns that runbooks write themselves from messages of which the catalogue knows that nothing is wrong: where such a
 * message is what a pattern meets ("could not resolve query result"), the pattern does not count. Signals that only add to others,
 * count events or ask for fields may rightly look at healthy messages.
 */
export function spareHealthy(
  runbooks: readonly CompiledRunbook[],
  templates: readonly string[],
): CompiledRunbook[] {
  const healthy = templates.map((template): HealthyMessage => {
    const parsed = parseTemplate(template);
    const texts = [filledOut(parsed), filledOut(parsed, '12')];
    return { template, texts, lower: texts.join('\n').toLowerCase() };
  });
  return runbooks.map((runbook) => ({
    ...runbook,
    patterns: Object.fromEntries(
      Object.entries(runbook.patterns).map(([name, patterns]) => {
        const rule = runbook.signals[name];
        return [name, rule && tellsAlone(rule) ? patterns.map(sparing(rule, healthy)) : patterns];
      }),
    ),
  }));
}

function tellsAlone(rule: SignalRule): rule is ObservedSignal {
  return 'on' in rule && rule.confidence >= LEAST_TELLING && !rule.count && !rule.where;
}

function sparing(
  rule: ObservedSignal,
  healthy: readonly HealthyMessage[],
): (pattern: CompiledPattern) => CompiledPattern {
  const needed = toPatterns(rule.with);
  const vetoes = toPatterns(rule.except);
  return (pattern) => {
    if (pattern.kind !== 'regex' && pattern.kind !== 'text') return pattern;
    const match = createRecordPattern(pattern.source, pattern.kind === 'text');
    const meets = (text: string) =>
      match(text) !== undefined &&
      needed.every((one) => one(text) !== undefined) &&
      !vetoes.some((one) => one(text) !== undefined);
    const meant = healthy.filter(({ texts, lower }) => mayMeet(pattern, lower) && texts.some(meets));
    return meant.length === 0 ? pattern : { ...pattern, unless: meant.map(({ template }) => template) };
  };
}

function toPatterns(sources: readonly string[] = []): RecordPattern[] {
  return sources.map((source) => createRecordPattern(source, false));
}

/** One of its literals must stand in whatever it meets. */
function mayMeet({ literals }: CompiledPattern, lower: string): boolean {
  return literals.length === 0 || literals.some((literal) => lower.includes(literal));
}

import { createRecordPattern, type RecordPattern } from '../detect/record-pattern.ts';
import { filledOut, parseTemplate } from '../model/message-template.ts';
import type { CompiledPattern, CompiledRunbook, ObservedSignal, SignalRule } from '../model/runbook.ts';

/** A signal below this confidence tells no cause alone. */
const LEAST_TELLING = 0.35;

interface HealthyMessage {
  template: string;
  /** With something in its holes: words, then numbers. */
  texts: readonly string[];
}

/** Those messages in which a text stands, in lower case. */
type FindHealthy = (literal: string) => readonly HealthyMessage[];

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
    return { template, texts: [filledOut(parsed), filledOut(parsed, '12')] };
  });
  const find = finder(healthy);
  return runbooks.map((runbook) => ({
    ...runbook,
    patterns: Object.fromEntries(
      Object.entries(runbook.patterns).map(([name, patterns]) => {
        const rule = runbook.signals[name];
        return [name, rule && tellsAlone(rule) ? patterns.map(sparing(rule, healthy, find)) : patterns];
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
  find: FindHealthy,
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
    // One of its literals must stand in whatever it meets.
    const mayBeMet = new Set(pattern.literals.flatMap(find));
    const candidates = pattern.literals.length === 0 ? healthy : healthy.filter((one) => mayBeMet.has(one));
    const meant = candidates.filter(({ texts }) => texts.some(meets));
    return meant.length === 0 ? pattern : { ...pattern, unless: meant.map(({ template }) => template) };
  };
}

function toPatterns(sources: readonly string[] = []): RecordPattern[] {
  return sources.map((source) => createRecordPattern(source, false));
}

/** Searches all messages as one text, which is faster than one after another. A text found across two is compared in vain only. */
function finder(healthy: readonly HealthyMessage[]): FindHealthy {
  const lower = healthy.map(({ texts }) => `${texts.join('\n')}\n`.toLowerCase());
  const all = lower.join('');
  const ends: number[] = [];
  for (const text of lower) ends.push((ends.at(-1) ?? 0) + text.length);
  return (literal) => {
    const found: HealthyMessage[] = [];
    let next = 0;
    for (let at = all.indexOf(literal); at !== -1; at = all.indexOf(literal, ends[next - 1])) {
      while ((ends[next] ?? all.length) <= at) next++;
      const message = healthy[next++];
      if (message === undefined) break;
      found.push(message);
    }
    return found;
  };
}

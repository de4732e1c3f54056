import type { Condition } from '../model/runbook.ts';
import type { Signal } from '../model/signal.ts';

export interface Weighed {
  confidence: number;
  /** The signals that made it hold, the surest first. */
  signals: readonly Signal[];
}

/** Tells whether a condition holds, how sure it makes us, and through which signals. */
export function weighCondition(
  condition: Condition,
  signals: ReadonlyMap<string, Signal>,
): Weighed | undefined {
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
  return {
    confidence: condition.confidence ?? best[0]?.confidence ?? 0,
    signals: [...new Set(best.flatMap((member) => member.signals))],
  };
}

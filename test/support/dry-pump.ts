import { createEngine, type Engine } from '../../src/engine/triage.ts';
import type { ObservedSignal } from '../../src/model/runbook.ts';
import { compiledOf } from './runbook-of.ts';

export const START_MS = 1_767_322_800_000; // 2026-01-02T03:00:00Z

/** A line of a broker whose only trouble is a pump, so many seconds after the start. */
export function dry(second: number, client: string): string {
  const time = new Date(START_MS + second * 1_000).toISOString().slice(0, 23).replace('T', ' ');
  return `${time}000+00:00 [error] <0.5.0> pump is dry at ${client}`;
}

/** An engine that knows this trouble alone. */
export function dryPumpEngine(rule: Partial<ObservedSignal> = {}): Engine {
  const signal: ObservedSignal = {
    says: 'it is dry',
    confidence: 0.9,
    on: 'log',
    regex: ['pump is dry at (?<client>\\S+)'],
    ...rule,
  };
  return createEngine([compiledOf({ id: 'dry-pump', when: 'signal', signals: { signal } })]);
}

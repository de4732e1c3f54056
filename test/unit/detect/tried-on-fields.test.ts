import { describe, expect, it } from 'vitest';
import { compileSignals } from '../../../src/detect/compile-signals.ts';
import { createTriedOnFields } from '../../../src/detect/tried-on-fields.ts';
import type { FieldValue } from '../../../src/model/fields.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { compiledOf } from '../../support/runbook-of.ts';

function signalsOf(wheres: Readonly<Record<string, NonNullable<ObservedSignal['where']>>>) {
  const ruleOf = (where: ObservedSignal['where'] = {}): ObservedSignal => ({
    says: 'saw it',
    confidence: 0.9,
    on: 'log',
    where,
  });
  const signals = Object.fromEntries(Object.entries(wheres).map(([name, where]) => [name, ruleOf(where)]));
  return compileSignals([compiledOf({ id: 'pump', signals, when: 'refused' })]);
}

function recordOf(fields: Record<string, FieldValue>): Observation {
  return { kind: 'log', text: '', verbatim: '', fields, at: { input: 'log', line: 1, endLine: 1 } };
}

describe('the signals that are tried on the fields of a record', () => {
  it('are those that do not ask for a field which it lacks', () => {
    const triedOn = createTriedOnFields(
      signalsOf({
        refused: { errno: 'ECONNREFUSED' },
        'any-code': { errno: ['>= 5', 'EPIPE'], product: 'rabbitmq' },
        'not-closed': { operation: '!= close' },
        'one-of': { operation: ['!= close', 'read'] },
        any: {},
      }),
    );
    const names = (fields: Record<string, FieldValue>) => triedOn(recordOf(fields)).map(({ name }) => name);

    expect(names({})).toEqual(['not-closed', 'one-of', 'any']);
    expect(names({ errno: 'EPIPE' })).toEqual(['refused', 'any-code', 'not-closed', 'one-of', 'any']);
    expect(names({ product: 'rabbitmq' })).toEqual(['not-closed', 'one-of', 'any']);
  });

  it('accept what all of them would accept, of the built-in runbooks, in the same order', () => {
    const signals = compileSignals(compiledBuiltInRunbooks()).filter(
      ({ on, byFields }) => on === 'log' && byFields,
    );
    const triedOn = createTriedOnFields(signals);
    const records = [
      {},
      { errno: 'ECONNRESET', operation: 'read' },
      { errno: 'ECONNREFUSED', operation: 'connect', product: 'redis' },
      { product: 'rabbitmq', level: 'error', client: '10.0.0.7:40412' },
      { status: 503, upstreamFlags: 'UF', product: 'envoy' },
    ].map((fields) => recordOf(fields as Record<string, FieldValue>));

    for (const record of records) {
      const tried = triedOn(record);
      const accepting = signals.filter((signal) => signal.accepts(record));

      expect(tried.filter((signal) => signal.accepts(record))).toEqual(accepting);
      expect(tried.length).toBeLessThan(signals.length);
    }
  });
});

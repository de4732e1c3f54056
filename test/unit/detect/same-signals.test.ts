import { describe, expect, it } from 'vitest';
import { asKnown } from '../../../src/detect/same-signals.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { Hit, Signal } from '../../../src/model/signal.ts';

const START_MS = 1_800_000_000_000;

function record(minute: number): Observation {
  const text = 'missed heartbeats from client, timeout: 60s';
  const at = { input: 'broker.log', line: minute, endLine: minute };
  return { kind: 'log', at, atMs: START_MS + minute * 60_000, text, verbatim: text, fields: {} };
}

const [first, second] = [record(1), record(2)];

/** As evaluation makes it: new objects around the records that it rests on. */
function signalOf(records: readonly Observation[], fields: Hit['fields'] = {}): Signal {
  const hits = records.map((observation) => ({ observation, fields: { ...fields } }));
  const tallies = [{ hits, count: hits.length, dropped: [], alsoMeets: [] }];
  return {
    name: 'missed',
    says: 'heartbeats are missed',
    confidence: 0.9,
    count: hits.length,
    keys: [''],
    isDivisible: true,
    hits,
    groups: [{ key: '', count: hits.length, tallies, confidence: 0.9 }],
  };
}

const signals = (...all: Signal[]) => new Map(all.map((signal) => [signal.name, signal]));

describe('signals evaluated again', () => {
  const known = signals(signalOf([first]));

  it('are the known ones where they rest on the same records', () => {
    expect(asKnown(known, signals(signalOf([first])))).toBe(known);
  });

  it.each([
    ['a record more', signalOf([first, second])],
    ['another record', signalOf([second])],
    ['more known of its client', signalOf([first], { user: 'orders' })],
    ['another confidence', { ...signalOf([first]), confidence: 0.8 }],
    ['a look more', { ...signalOf([first]), groups: withLook(signalOf([first])) }],
  ])('are new with %s', (_, signal) => {
    expect(asKnown(known, signals(signal)).get('missed')).toBe(signal);
  });

  it('are fewer where one holds no longer', () => {
    const both = signals(signalOf([first]), { ...signalOf([second]), name: 'closed' });

    expect([...asKnown(both, signals(signalOf([first]))).keys()]).toEqual(['missed']);
  });
});

function withLook({ groups = [] }: Signal): NonNullable<Signal['groups']> {
  return groups.map((group) => ({ ...group, looks: [{ fromMs: START_MS, toMs: START_MS, count: 1 }] }));
}

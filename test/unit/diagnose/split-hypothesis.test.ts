import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const runbook = compiledOf({
  id: 'dry-pump',
  when: 'signal',
  signals: {
    signal: { says: 'it is dry', confidence: 0.9, on: 'log', regex: ['pump is dry at (?<client>\\S+)'] },
  },
});

function identitiesIn(...clients: string[]) {
  const triage = createEngine([runbook]).start();
  const input = triage.open({ name: 'broker.log' });
  const lines = clients.map(
    (client, i) => `2026-01-02 03:00:0${i}.000000+00:00 [error] <0.5.0> pump is dry at ${client}\n`,
  );
  input.write(new TextEncoder().encode(lines.join('')));
  input.end();
  return triage.occurrences(() => 'host').map(({ identity }) => identity);
}

describe('a diagnosis about several clients', () => {
  it.each([
    ['10.0.0.1:4000', '10.0.0.2:4001'],
    ['2001:db8::1', '2001:db8::2'],
    ['[2001:db8::1]:4000', '[2001:db8::2]:4001'],
  ])('is one occurrence for each: %s and %s', (one, other) => {
    expect(identitiesIn(one, other)).toHaveLength(2);
  });

  it.each([
    ['10.0.0.1:4000', '10.0.0.1:4001'],
    ['[2001:db8::1]:4000', '[2001:db8::1]:4001'],
    ['2001:db8::1', '[2001:DB8::1]:4001'],
  ])('is one occurrence for a client that came back: %s and %s', (one, other) => {
    expect(identitiesIn(one, other)).toHaveLength(1);
  });
});

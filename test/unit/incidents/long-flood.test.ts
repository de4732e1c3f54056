import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { applyOccurrence } from '../../../src/incidents/life-cycle.ts';
import type { Incident } from '../../../src/model/incident.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const START_MS = 1_767_322_800_000; // 2026-01-02T03:00:00Z
const MINUTE_MS = 60_000;

const runbook = compiledOf({
  id: 'dry-pump',
  when: 'signal',
  signals: {
    signal: { says: 'it is dry', confidence: 0.9, on: 'log', regex: ['pump is dry at (?<client>\\S+)'] },
  },
});

/** What the bot sees `minutes` after the first of an error each second. */
function occurrenceAfter(minutes: number) {
  const triage = createEngine([runbook]).start();
  const input = triage.open({ name: 'broker.log' });
  const lines = Array.from({ length: minutes * 60 }, (_, i) => {
    const time = new Date(START_MS + i * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    return `${time}.000000+00:00 [error] <0.5.0> pump is dry at 10.0.0.1:4000`;
  });
  input.write(new TextEncoder().encode(lines.join('\n')));
  input.end();
  return triage.occurrences(() => 'host')[0];
}

describe('an incident of an error each second', () => {
  it('goes on counting and being seen for as long as the errors come', () => {
    let known: Incident | undefined;

    for (const minutes of [10, 40, 65, 120]) {
      const occurrence = occurrenceAfter(minutes);
      if (!occurrence) throw new Error('no occurrence');
      const { diagnosis } = occurrence;
      const report = { system: 'shop', occurrence, diagnosis, redactions: 0, sources: [] };
      const nowMs = START_MS + minutes * MINUTE_MS;
      known = applyOccurrence(known, report, { nowMs, flapMs: MINUTE_MS, worseFactor: 10 });

      expect(known).toMatchObject({
        state: 'open',
        episode: 1,
        count: minutes * 60,
        firstSeenMs: START_MS,
        lastSeenMs: nowMs - 1_000,
        grewMs: nowMs,
      });
    }
  });
});

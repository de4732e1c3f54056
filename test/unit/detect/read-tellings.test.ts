import { expect, it } from 'vitest';
import { createReadsTellings } from '../../../src/detect/tellings/read-tellings.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { Telling, Tellings } from '../../../src/model/tellings.ts';
import { NO_TROUBLE } from '../../../src/model/text-classifier.ts';

const NOTHING: Tellings = {
  own: ['our'],
  narrated: [],
  imperative: [],
  hypothetical: [],
  certain: [],
  denied: [],
  otherwise: [],
  words: {},
  terms: {},
  events: [],
  circumstances: [],
};

function telling(event: string, all: string[][], rest: Partial<Telling> = {}): Telling {
  return { event, all, also: [], none: [], instead: [], within: 3, ...rest };
}

function eventsOf(text: string, events: readonly Telling[], healthyBy = 0): unknown[] {
  const reads = createReadsTellings({ ...NOTHING, events }, ([clause]) => {
    if (!clause) throw new Error('there is no clause');
    return { event: NO_TROUBLE, margin: -1, healthyBy, above: () => 0, clause };
  });
  const record: Observation = {
    kind: 'log',
    form: 'prose',
    at: { input: 'report', line: 1, endLine: 1 },
    text,
    verbatim: text,
    fields: {},
  };
  return reads([record]).map(({ fields }) => fields['event']);
}

it('of two events that would replace each other, the one with which more agrees is told', () => {
  const client = telling('client-late', [['heartbeat*']], { instead: ['server-late'] });
  const server = telling('server-late', [['heartbeat*']], {
    instead: ['client-late'],
    also: [['overload*']],
  });

  expect(eventsOf('Our heartbeats are late since the server is overloaded.', [client, server])).toEqual([
    'server-late',
  ]);
});

it.each([
  ['one sentence that is rather like trouble', 'The listener hangs at night.', -0.2, ['deaf']],
  ['one sentence that is not', 'The listener hangs at night.', 0, []],
  ['several that are rather like it', 'The listener hangs at night. It reads a queue.', -0.2, []],
  ['several that surely are', 'The listener hangs at night. It reads a queue.', -0.7, ['deaf']],
])('what nobody calls their own counts in %s', (_, text, healthyBy, expected) => {
  expect(eventsOf(text, [telling('deaf', [['hangs']])], healthyBy)).toEqual(expected);
});

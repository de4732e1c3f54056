import { describe, expect, it } from 'vitest';
import { addHit } from '../../../src/detect/add-hit.ts';
import { createBucket } from '../../../src/detect/bucket.ts';
import { type Collection, collectionOf } from '../../../src/detect/collection.ts';
import { evaluateRunbook } from '../../../src/detect/evaluate-runbook.ts';
import { createEvidenceContext } from '../../../src/detect/note-context.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { ObservedSignal, Runbook } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';

function lines(says: string): ObservedSignal {
  return { says, confidence: 0.8, on: 'log', text: [says] };
}

/** What a signal has met: one record. */
function met(): Collection {
  const at = { input: 'broker.log', line: 1, endLine: 1 };
  const observation: Observation = { kind: 'log', at, text: 'a line', verbatim: 'a line', fields: {} };
  const bucket = createBucket();
  addHit(bucket, { observation, fields: {} }, { per: [], alsoMeets: [] });
  return collectionOf(bucket, '', (hit) => hit);
}

/** Which signals hold where only the named ones have met something, and what of all that was read for it. */
function evaluate(parts: Pick<Runbook, 'signals' | 'when'> & Partial<Runbook>, ...meeting: string[]) {
  const runbook = compiledOf({ id: 'pump', ...parts });
  const read: string[] = [];
  const held = evaluateRunbook(runbook, {
    read: (key) => {
      const name = key.slice(key.indexOf('/') + 1);
      read.push(name);
      return meeting.includes(name) ? met() : undefined;
    },
    context: createEvidenceContext().context,
    clients: new Map(),
  });
  return { held: [...held.keys()], read };
}

const stuck = {
  when: 'stuck',
  supports: [{ signal: 'slow', by: 0.3 }],
  signals: {
    'in-use': lines('it is in use'),
    stuck: { ...lines('it is stuck'), ratio: { to: 'in-use', is: '>= 0.5' } },
    slow: lines('it is slow'),
  },
} as const;

describe('the signals of a runbook', () => {
  it('are not read where what the condition names has met nothing', () => {
    expect(evaluate(stuck, 'in-use', 'slow')).toEqual({ held: [], read: ['stuck'] });
  });

  it('are those that a diagnosis may rest on, and not what they are only compared with', () => {
    expect(evaluate(stuck, 'in-use', 'stuck', 'slow').held).toEqual(['stuck', 'slow']);
  });

  it('are not read for the beginning of a sequence of which the end has met nothing', () => {
    const parts = {
      when: 'broke',
      signals: {
        started: lines('it is started'),
        stopped: lines('it is stopped'),
        broke: { says: 'it broke', confidence: 0.8, sequence: ['started', 'stopped'], withinMs: 1_000 },
      },
    } as const;

    expect(evaluate(parts, 'started')).toEqual({ held: [], read: ['stopped'] });
  });

  it('are those that rule the condition out where it does not hold', () => {
    const parts = {
      when: { any: ['loud', { not: 'known' }] },
      signals: { loud: lines('it is loud'), known: lines('the noise is known') },
    };

    expect(evaluate(parts, 'known').held).toEqual(['known']);
  });

  it.each([
    ['= 0', ['stuck', 'few']],
    ['<= 3', ['stuck']],
  ])('that count %s hold where nothing met them only if they ask for none', (count, held) => {
    const parts = {
      when: 'stuck',
      supports: [{ signal: 'few', by: 0.1 }],
      signals: { stuck: lines('it is stuck'), few: { ...lines('few are there'), count } },
    };

    expect(evaluate(parts, 'stuck').held).toEqual(held);
  });
});

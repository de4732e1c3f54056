import { describe, expect, it } from 'vitest';
import { type CompiledSignal, compileSignals } from '../../../../src/detect/compile-signals.ts';
import {
  createFamiliarRecords,
  type FamiliarRecords,
} from '../../../../src/engine/familiar/familiar-records.ts';
import type { ObservedSignal } from '../../../../src/model/runbook.ts';
import { observe } from '../../../../src/observe/observe.ts';
import { compiledOf } from '../../../support/runbook-of.ts';

const SOURCE = { name: 'rabbit.log' };

function lost(client: string, user: string, second: number, timeoutSec = 60): string {
  const head = `2026-03-14 06:00:${String(second).padStart(2, '0')}.123000+00:00 [error] <0.${1000 + second}.7>`;
  return (
    `${head} closing AMQP connection <0.${1000 + second}.7> (${client} -> 10.20.0.5:5672 - worker, vhost: '/', user: '${user}'):\n` +
    `${head} missed heartbeats from client, timeout: ${timeoutSec}s`
  );
}

function observed(text: string) {
  const [observation, ...others] = observe(text, SOURCE).observations;
  if (!observation || others.length > 0) throw new Error(`not one record: ${text}`);
  return observation;
}

/** As many as make a slot free to hold anything: of each place where they differ, eight values. */
function learnt(texts: readonly string[]): FamiliarRecords {
  const records = createFamiliarRecords();
  for (const text of texts) records.learn({ text, observation: observed(text), matches: [] });
  return records;
}

const MANY = Array.from({ length: 10 }, (_, i) =>
  lost(`10.${i}.${i + 20}.${i + 40}:${40_000 + i}`, `user-${i}`, i),
);

describe('a record that differs from earlier ones in names and numbers that made no difference', () => {
  it('is read as it is in full', () => {
    const text = lost('10.99.98.97:51234', 'billing', 42);

    expect(learnt(MANY).read(text, 1)?.read().observation).toEqual(observed(text));
  });

  it('is read at its own line', () => {
    const read = learnt(MANY).read(lost('10.99.98.97:51234', 'billing', 42), 700);

    expect(read?.recall().observation.at).toEqual({ input: 'rabbit.log', line: 700, endLine: 701 });
  });

  it('can be recalled as it was read', () => {
    const text = lost('10.99.98.97:51234', 'billing', 42);
    const read = learnt(MANY).read(text, 1);

    expect(read?.recall().observation).toEqual(observed(text));
    expect(read?.atMs).toBe(Date.UTC(2026, 2, 14, 6, 0, 42, 123));
  });

  it('may be of any minute, as long as all of its lines are of the same', () => {
    const text = lost('10.99.98.97:51234', 'billing', 42).replaceAll(' 06:00:', ' 07:13:');

    expect(learnt(MANY).read(text, 1)?.read().observation).toEqual(observed(text));
    expect(learnt(MANY).read(text.replace(' 07:13:', ' 07:12:'), 1)).toBeUndefined();
  });

  it('has its numbers read as numbers once no other number goes along with them', () => {
    const texts = MANY.map((_, i) => lost('10.0.0.7:40000', 'shop', i, 60 * i));
    const alongside = learnt(texts).read(lost('10.0.0.7:40000', 'shop', 42, 580), 1);
    texts.push(lost('10.0.0.7:40000', 'shop', 30, 70));
    const read = learnt(texts).read(lost('10.0.0.7:40000', 'shop', 42, 580), 1);

    expect(alongside).toBeUndefined();
    expect(read?.fields['timeoutSec']).toBe(580);
  });
});

describe('any other record is not familiar', () => {
  it.each([
    ['another message', lost('10.1.1.1:40000', 'shop', 1).replace('missed heartbeats', 'lost heartbeats')],
    ['another level', lost('10.1.1.1:40000', 'shop', 1).replaceAll('[error]', '[warning]')],
    ['a number that was always the same', lost('10.1.1.1:40000', 'shop', 1).replace(':5672', ':5671')],
    ['a further line', `${lost('10.1.1.1:40000', 'shop', 1)}\nand more`],
  ])('%s', (_, text) => {
    expect(learnt(MANY).read(text, 1)).toBeUndefined();
  });

  it('once one that looked familiar turned out to be read otherwise', () => {
    const records = learnt(MANY);
    const text = lost('10.99.98.97:51234', 'billing', 42);
    const observation = observed(text);
    records.learn({
      text,
      observation: { ...observation, fields: { ...observation.fields, errno: 'EPIPE' } },
      matches: [],
    });

    expect(records.read(lost('10.99.98.96:51235', 'billing', 43), 1)).toBeUndefined();
  });
});

describe('a name that holds the number of a failure by chance', () => {
  const of = (rule: Partial<ObservedSignal>): CompiledSignal => {
    const signals = { reset: { says: 'saw a reset', confidence: 0.7, on: 'log' as const, ...rule } };
    return compileSignals([compiledOf({ id: 'reset', signals, when: 'reset' })])[0] as CompiledSignal;
  };
  /** Whether it takes the next record for familiar, having learnt of one that meets the signal beside the others. */
  const isFamiliarBeside = (signal: CompiledSignal, isAccepted?: boolean): boolean => {
    const records = learnt(MANY);
    const text = lost('10.9.9.9:49104', 'worker-104', 11);
    const match = { signal, captures: {}, ...(isAccepted === undefined ? {} : { isAccepted }) };
    records.learn({ text, observation: observed(text), matches: [match] });
    return records.read(lost('10.99.98.97:51234', 'billing', 42), 1) !== undefined;
  };

  it('makes no difference where the failure itself is not read of it', () => {
    expect(isFamiliarBeside(of({ where: { errno: 'ECONNRESET' } }))).toBe(true);
  });

  it('does where it is', () => {
    expect(isFamiliarBeside(of({ where: { errno: 'ECONNRESET' } }), true)).toBe(false);
  });

  it('does where words of the record decide', () => {
    expect(isFamiliarBeside(of({ text: ['-104'] }))).toBe(false);
  });
});

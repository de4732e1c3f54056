import { describe, expect, it } from 'vitest';
import { countHit } from '../../../src/detect/add-hit.ts';
import { type Buckets, createBuckets } from '../../../src/detect/buckets.ts';
import { digestOf } from '../../../src/detect/digest.ts';
import type { Hit } from '../../../src/model/signal.ts';

const BY_CLIENT: readonly string[] = ['client'];
const ANYBODY: readonly string[] = [];
const SIGNALS = [
  { key: 'lost/seen', per: ANYBODY },
  { key: 'lost/many', per: ANYBODY },
  { key: 'churn/closed', per: ANYBODY },
  { key: 'leak/each', per: BY_CLIENT },
].map((one) => ({ ...one, sample: false }));

function hitAt(line: number, client: string): Hit {
  const fields = { client };
  const at = { input: 'log', line, endLine: line };
  return {
    observation: { kind: 'log', form: 'log', at, atMs: line, text: '', verbatim: '', fields },
    fields,
  };
}

/** Records one after the other: which of the signals each meets, and whose it is. */
interface Step {
  meets: readonly number[];
  client: string;
}

/** Names of others that `lost/seen` and `lost/many` meet: they are of one runbook. */
function othersOf(signal: number, meets: readonly number[]): string[] {
  const other = signal === 0 ? 1 : signal === 1 ? 0 : -1;
  return meets.includes(other) ? [String(other)] : [];
}

function metsOf(meets: readonly number[]) {
  return meets.map((one) => ({
    signal: SIGNALS[one] as (typeof SIGNALS)[number],
    alsoMeets: othersOf(one, meets),
  }));
}

function counted(steps: readonly Step[], isTogether: boolean): Buckets {
  const buckets = createBuckets();
  for (const [line, { meets, client }] of steps.entries()) {
    const mets = metsOf(meets);
    const hit = hitAt(line, client);
    const opened = isTogether
      ? buckets.openAll(mets)
      : mets.map(({ signal }, at) => ({ at, bucket: buckets.open(signal.key) }));
    for (const { at, bucket } of opened) {
      const { signal, alsoMeets } = mets[at] as (typeof mets)[number];
      countHit(bucket, { ...hit, source: 'broker' }, { per: signal.per, alsoMeets }, hit);
    }
  }
  return buckets;
}

const collected = (buckets: Buckets) => SIGNALS.map(({ key }) => buckets.collect(key, (hit) => hit)?.tallies);

const digested = (buckets: Buckets) => {
  const nothing = { digest: () => ({}) as never, join: () => undefined };
  return digestOf({ buckets, rows: nothing, context: nothing }, 3).buckets;
};

/** So many records of the same kinds one after the other, of clients that come again. */
function run(length: number, kinds: readonly (readonly number[])[], clients: number): Step[] {
  return Array.from({ length }, (_, i) => ({
    meets: kinds[(i * 7) % kinds.length] ?? [],
    client: `10.0.0.${(i * 5) % clients}`,
  }));
}

describe('signals that meet the same records', () => {
  it('are counted once for all of them', () => {
    const buckets = counted(run(3, [[0, 1, 2]], 2), true);

    expect(buckets.openAll(metsOf([0, 1, 2]))).toHaveLength(1);
    expect(buckets.openAll(metsOf([0, 1, 2, 3]))).toHaveLength(2);
  });

  it('are parted by the first record that only some of them meet', () => {
    const buckets = counted(run(3, [[0, 1, 2]], 2), true);

    expect(buckets.openAll(metsOf([2]))).toHaveLength(1);
    expect(buckets.openAll(metsOf([0, 1, 2]))).toHaveLength(2);
  });

  it.each([
    ['always meet the same', run(40, [[0, 1, 2]], 6)],
    ['part late', [...run(30, [[0, 1, 2]], 6), ...run(20, [[0, 1]], 9), ...run(20, [[2], [1]], 4)]],
    ['meet others beside them from time to time', run(60, [[0, 1, 2, 3], [1, 2], [0, 1, 2], [3]], 7)],
    ['lose their first one', [...run(10, [[0, 1, 2]], 3), ...run(10, [[1, 2]], 3)]],
    [
      'have more clients than hits that are kept',
      run(
        5_000,
        [
          [0, 1, 2],
          [0, 1, 2],
          [1, 2, 3],
        ],
        4_500,
      ),
    ],
  ])('have met what each would have alone, where they %s', (_, steps) => {
    expect(collected(counted(steps, true))).toEqual(collected(counted(steps, false)));
    expect(digested(counted(steps, true))).toEqual(digested(counted(steps, false)));
  });
});

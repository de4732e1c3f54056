import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupIdentities, MOST_ALONE, MOST_PARTIES } from '../../../src/diagnose/group-identities.ts';
import type { Identity } from '../../../src/model/occurrence.ts';

function seen(identities: readonly Identity[]) {
  return identities.map((identity) => ({ identity, lastMs: 0 }));
}

function queues(count: number, vhost: string): Identity[] {
  return Array.from({ length: count }, (_, i) => ({ queue: `q${i}`, vhost }));
}

const anyIdentities = fc.uniqueArray(
  fc.record({
    queue: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
    vhost: fc.constantFrom('x', 'y', 'z'),
  }),
  { selector: ({ queue, vhost }) => queue + vhost, minLength: 1, maxLength: 30 },
);

function summary(parties: ReturnType<typeof groupIdentities>): string[] {
  return parties
    .map(({ identity, members }) =>
      JSON.stringify([identity, members.map((one) => JSON.stringify(one)).toSorted()]),
    )
    .toSorted();
}

describe('the identities of one runbook', () => {
  it.each([
    [MOST_ALONE, MOST_ALONE],
    [4, 1],
  ])('%i are %i incidents', (count, incidents) => {
    expect(groupIdentities(seen(queues(count, '/')), [])).toHaveLength(incidents);
  });

  it('are a group by what they share, and one of another vhost stands by itself', () => {
    const parties = groupIdentities(seen([...queues(40, '/'), { queue: 'jobs', vhost: '/b' }]), []);

    expect(parties.map(({ identity }) => identity)).toEqual([{ vhost: '/' }, { queue: 'jobs', vhost: '/b' }]);
  });

  it('are one group where too many groups would be left', () => {
    const vhosts = Array.from({ length: 9 }, (_, i) => queues(10, `/${i}`));

    expect(groupIdentities(seen(vhosts.flat()), []).map(({ identity }) => identity)).toEqual([{}]);
  });

  it('are at most five parties, each identity in one, in whatever order they came', () => {
    fc.assert(
      fc.property(anyIdentities, fc.integer(), (identities, seed) => {
        const parties = groupIdentities(seen(identities), []);
        const others = identities.toSorted(
          (a, b) => Math.sin(seed + a.queue.charCodeAt(0)) - Math.sin(seed + b.queue.charCodeAt(0)),
        );

        expect(parties.length).toBeLessThanOrEqual(MOST_PARTIES);
        expect(parties.flatMap(({ members }) => members)).toHaveLength(identities.length);
        expect(summary(groupIdentities(seen(others), []))).toEqual(summary(parties));
      }),
      { seed: 5 },
    );
  });

  it('that are few stay in the open group they are part of, and others do not join it', () => {
    const known = [{ runbook: 'r', identity: { vhost: '/' } }];

    const parties = groupIdentities(seen([...queues(2, '/'), { queue: 'jobs', vhost: '/b' }]), known);

    expect(parties.map(({ identity, isGroup }) => [identity, isGroup])).toEqual([
      [{ vhost: '/' }, true],
      [{ queue: 'jobs', vhost: '/b' }, false],
    ]);
  });
});

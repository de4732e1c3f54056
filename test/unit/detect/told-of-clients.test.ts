import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/detect/digest.ts';
import type { WorkedOut } from '../../../src/detect/worked-out.ts';
import { createEngine } from '../../../src/engine/triage.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const TIME = '2026-01-02 03:00:10.000000+00:00';
const engine = createEngine([
  compiledOf({
    id: 'dry-pump',
    when: 'signal',
    signals: {
      signal: { says: 'it is dry', confidence: 0.9, on: 'log', regex: ['pump is dry at (?<client>\\S+)'] },
    },
  }),
]);

function read(line: string): Digest {
  const triage = engine.start();
  const input = triage.open({ name: 'broker.log' });
  input.write(new TextEncoder().encode(`${TIME} [info] <0.5.0> ${line}\n`));
  input.end();
  return triage.digest(Infinity);
}

/** Calls `note` each time somebody goes through what clients told. */
function watched(digest: Digest, note: () => void): Digest {
  const clients = [...digest.context.clients];
  const iterate = clients[Symbol.iterator].bind(clients);
  Object.defineProperty(clients, Symbol.iterator, {
    value: () => {
      note();
      return iterate();
    },
  });
  return { ...digest, context: { ...digest.context, clients } };
}

function usersIn(earlier: WorkedOut, ...digests: Digest[]): unknown[] {
  const triage = engine.start();
  for (const digest of digests) triage.join(digest);
  return triage.occurrences(() => 'host', [], earlier).map(({ diagnosis }) => diagnosis.facts['user']);
}

const dry = read('pump is dry at 10.0.0.1:4000');
const granted = read(
  "connection <0.9.0> (10.0.0.1:4000 -> 10.0.0.9:5672): user 'orders' authenticated and granted access to vhost '/'",
);

describe('what clients told of themselves', () => {
  it('is said of their trouble, also where it is known later than that', () => {
    const earlier: WorkedOut = { runbooks: new Map() };

    expect(usersIn(earlier, dry)).toEqual([undefined]);
    expect(usersIn(earlier, dry, granted)).toEqual(['orders']);
    expect(usersIn(earlier, dry)).toEqual([undefined]);
  });

  it('is not gone through again while nobody tells anything new', () => {
    const earlier: WorkedOut = { runbooks: new Map() };
    let times = 0;
    const digests = [dry, watched(granted, () => times++)];
    usersIn(earlier, ...digests);
    const before = times;

    const users = usersIn(earlier, ...digests);

    expect(users).toEqual(['orders']);
    expect([before, times]).toEqual([1, 1]);
  });
});

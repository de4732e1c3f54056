import type { CompiledRunbook } from '../model/runbook.ts';
import { extent, type Hit, type HitGroup, type Signal, type Tally } from '../model/signal.ts';
import { identityKey, identityOf } from './hit-identity.ts';

/** Hits of a signal about all of them that each part is told with, the newest. */
const SHARED_HITS = 20;

/** Key of the hits of cut records that name nobody: their missing lines may name anyone. */
const OF_ANYONE = 'anyone';

/** How hits are given to the parts of a hypothesis. */
export interface Parting {
  runbook: CompiledRunbook;
  hostOf: (input: string) => string;
  /** Key of the part that an identity, by its key, belongs to. */
  homes: ReadonlyMap<string, string>;
  /** The part that hits are counted in which were dropped and are no longer told apart. */
  rest: string;
}

/**
 * Gives, for the key of a part, what the signals say of it. A signal about all of them together holds for each, but a part is only
 * given the hits that name it or nobody, so that it never quotes another one's lines.
 */
export function partSignals(
  signals: readonly Signal[],
  { runbook, hostOf, homes, rest }: Parting,
): (key: string) => Signal[] {
  const nobody = identityKey({});
  const divided = signals.map((signal) => {
    const rule = runbook.signals[signal.name];
    const keyOf = (hit: Hit) => {
      const { key } = identityOf(hit, rule, hostOf);
      if (key === nobody && hit.observation.isCut) return OF_ANYONE;
      return homes.get(key) ?? key;
    };
    const groups = groupsByKey(signal, ({ hits: [first] }) => (first ? keyOf(first) : rest));
    return { signal, byKey: groupBy(signal.hits, keyOf), groups };
  });
  return (key) =>
    divided.flatMap(({ signal, byKey, groups }) => {
      const own = byKey.get(key);
      const shared = byKey.get(nobody);
      if (!signal.isDivisible) {
        const hits = [...(own ?? []), ...(shared ?? [])];
        return [{ ...signal, groups: [], hits: hits.slice(-SHARED_HITS) }];
      }
      const hits = own ?? shared;
      return hits ? [narrowed(signal, hits, groups?.get(own ? key : nobody))] : [];
    });
}

/** What a signal says of some of its hits. */
function narrowed(signal: Signal, hits: readonly Hit[], groups: readonly HitGroup[] | undefined): Signal {
  if (hits.length === signal.hits.length) return signal;
  const { firstMs: _firstMs, lastMs: _lastMs, groups: _groups, countedMs: _countedMs, ...rest } = signal;
  const counted = groups ? { hits, groups } : { hits };
  const count = groups ? groups.reduce((sum, group) => sum + group.count, 0) : hits.length;
  const confidence = groups ? Math.max(...groups.map((group) => group.confidence)) : signal.confidence;
  return { ...rest, ...counted, count, confidence, keys: [], ...extent(counted) };
}

/** What was counted, by the identity it is about. A key of the rule that is about several is counted anew for each. */
function groupsByKey(
  { groups }: Signal,
  keyOf: (tally: Tally) => string,
): ReadonlyMap<string, readonly HitGroup[]> | undefined {
  if (!groups) return undefined;
  const found = new Map<string, HitGroup[]>();
  for (const group of groups) {
    const parts = groupBy(group.tallies, keyOf);
    for (const [key, tallies] of parts) {
      const count = tallies.reduce((sum, tally) => sum + tally.count, 0);
      const part = parts.size === 1 ? group : { ...group, tallies, count };
      const known = found.get(key);
      if (known) known.push(part);
      else found.set(key, [part]);
    }
  }
  return found;
}

function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return groups;
}

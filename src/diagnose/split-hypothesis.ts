import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Identity } from '../model/occurrence.ts';
import type { CompiledRunbook, SignalRule } from '../model/runbook.ts';
import { extent, type Hit, type HitGroup, type Signal, type Tally } from '../model/signal.ts';
import type { Hypothesis } from './hypothesis.ts';

/** Hits of a signal about all of them that each part is told with, the newest. */
const SHARED_HITS = 20;

/** A hypothesis about one identity. */
interface Identified extends Hypothesis {
  identity: Identity;
}

/** Parts a hypothesis by whom its decisive signals are about. What can't be parted, or names nobody, speaks for each part. */
export function splitHypothesis(hypothesis: Hypothesis, hostOf: (input: string) => string): Identified[] {
  const { runbook, decisive } = hypothesis;
  const identities = new Map<string, Identity>();
  for (const signal of decisive) {
    if (!signal.isDivisible) continue;
    for (const hit of signal.hits) {
      const identity = identityOf(hit, runbook.signals[signal.name], hostOf);
      identities.set(identityKey(identity), identity);
    }
  }
  if (identities.size === 0) return [{ ...hypothesis, identity: onlyHost(decisive, hostOf) }];
  if (identities.size > 1) identities.delete(identityKey({}));
  const [only] = identities.values();
  if (identities.size === 1 && only) return [{ ...hypothesis, identity: only }];
  const parts = (signals: readonly Signal[]) => partsOf(signals, runbook, hostOf);
  const [deciding, supporting, opposing] = [
    parts(decisive),
    parts(hypothesis.supporting),
    parts(hypothesis.opposing),
  ];
  return [...identities].map(([key, identity]) => ({
    ...hypothesis,
    identity,
    decisive: deciding(key),
    supporting: supporting(key),
    opposing: opposing(key),
  }));
}

/** What only tables of one machine tell is about that machine, so that a later snapshot that says more is the same incident. */
function onlyHost(signals: readonly Signal[], hostOf: (input: string) => string): Identity {
  const rows = signals.flatMap(({ hits }) => hits).map(({ observation }) => observation);
  const hosts = new Set(rows.map(({ at }) => hostOf(at.input)));
  const [host] = hosts;
  return host !== undefined && hosts.size === 1 && rows.every(({ kind }) => kind !== 'log') ? { host } : {};
}

/**
 * Gives, for the key of an identity, what the signals say of it. A signal about all of them together holds for each, but a part
 * is only given the hits that name it or nobody, so that it never quotes another one's lines.
 */
function partsOf(
  signals: readonly Signal[],
  runbook: CompiledRunbook,
  hostOf: (input: string) => string,
): (key: string) => Signal[] {
  const nobody = identityKey({});
  const divided = signals.map((signal) => {
    const rule = runbook.signals[signal.name];
    const keyOf = (hit: Hit) => identityKey(identityOf(hit, rule, hostOf));
    return { signal, byKey: groupBy(signal.hits, keyOf), groups: groupsByKey(signal, keyOf) };
  });
  return (key) =>
    divided.flatMap(({ signal, byKey, groups }) => {
      const own = byKey.get(key);
      const shared = byKey.get(nobody);
      if (!signal.isDivisible) {
        const hits = [...(own ?? []), ...(key === nobody ? [] : (shared ?? []))];
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
  return { ...rest, ...counted, count, keys: [], ...extent(counted) };
}

/** What was counted, by the identity it is about. A key of the rule that is about several is counted anew for each. */
function groupsByKey(
  { groups }: Signal,
  keyOf: (hit: Hit) => string,
): ReadonlyMap<string, readonly HitGroup[]> | undefined {
  if (!groups) return undefined;
  const found = new Map<string, HitGroup[]>();
  for (const group of groups) {
    const parts = groupTallies(group.tallies, keyOf);
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

function groupTallies(tallies: readonly Tally[], keyOf: (hit: Hit) => string): ReadonlyMap<string, Tally[]> {
  const parts = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const [first] = tally.hits;
    if (!first) continue;
    const key = keyOf(first);
    const part = parts.get(key);
    if (part) part.push(tally);
    else parts.set(key, [tally]);
  }
  return parts;
}

function groupBy(hits: Signal['hits'], keyOf: (hit: Hit) => string): ReadonlyMap<string, Hit[]> {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) {
    const key = keyOf(hit);
    const group = groups.get(key);
    if (group) group.push(hit);
    else groups.set(key, [hit]);
  }
  return groups;
}

/** Who a hit is about. `hostOf` names the machine of a table row; log records are about whom they name. */
function identityOf(hit: Hit, rule: SignalRule | undefined, hostOf: (input: string) => string): Identity {
  const per = rule && 'per' in rule ? (rule.per ?? []) : [];
  const { kind, at } = hit.observation;
  const host: Identity =
    kind === 'log' || hit.fields['client'] !== undefined ? {} : { host: hostOf(at.input) };
  const named = identityFields(hit.fields, per).flatMap((name) => {
    const value = hit.fields[name];
    return value === undefined ? [] : [[name, identityValue(name, value)]];
  });
  return { ...host, ...Object.fromEntries(named) };
}

/** One string per identity, the same in whatever order its names were found. */
function identityKey(identity: Identity): string {
  return JSON.stringify(Object.entries(identity).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

import { addressOf } from '../model/address.ts';
import type { Identity } from '../model/occurrence.ts';
import type { CompiledRunbook, SignalRule } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import type { Hypothesis } from './hypothesis.ts';

/** Hits of a signal about all of them that each part is told with. */
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

/** Gives, for the key of an identity, what the signals say of it. */
function partsOf(
  signals: readonly Signal[],
  runbook: CompiledRunbook,
  hostOf: (input: string) => string,
): (key: string) => Signal[] {
  const nobody = identityKey({});
  const divided = signals.map((signal) => {
    const rule = runbook.signals[signal.name];
    if (!signal.isDivisible)
      return { signal: { ...signal, hits: signal.hits.slice(0, SHARED_HITS) }, byKey: undefined };
    return { signal, byKey: groupBy(signal.hits, (hit) => identityKey(identityOf(hit, rule, hostOf))) };
  });
  return (key) =>
    divided.flatMap(({ signal, byKey }) => {
      if (!byKey) return [signal];
      const hits = byKey.get(key) ?? byKey.get(nobody);
      return hits ? [narrowed(signal, hits)] : [];
    });
}

function narrowed(signal: Signal, hits: Signal['hits']): Signal {
  if (hits.length === signal.hits.length) return signal;
  const { firstMs: _firstMs, lastMs: _lastMs, ...rest } = signal;
  const times = hits.flatMap(({ observation }) => observation.atMs ?? []);
  return {
    ...rest,
    hits,
    count: hits.length,
    keys: [],
    ...(times.length > 0 ? { firstMs: Math.min(...times), lastMs: Math.max(...times) } : {}),
  };
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

/** Fields that name who is concerned, the nearest first; of a record without any, nobody in particular is. */
const WHO = [['client'], ['queue', 'vhost'], ['database'], ['group']] as const;

/** Fields with an ephemeral port: a client that comes back is the same client. */
const ENDS = new Set(['client', 'peer', 'local', 'server', 'endpoint']);

/** Who a hit is about. `hostOf` names the machine of a table row; log records are about whom they name. */
function identityOf(hit: Hit, rule: SignalRule | undefined, hostOf: (input: string) => string): Identity {
  const per = rule && 'per' in rule ? (rule.per ?? []) : [];
  const names = per.length > 0 ? per : (WHO.find(([first]) => hit.fields[first] !== undefined) ?? []);
  const { kind, at } = hit.observation;
  const host: Identity =
    kind === 'log' || hit.fields['client'] !== undefined ? {} : { host: hostOf(at.input) };
  const named = names.flatMap((name) => {
    const value = hit.fields[name];
    return value === undefined ? [] : [[name, ENDS.has(name) ? addressOf(String(value)) : String(value)]];
  });
  return { ...host, ...Object.fromEntries(named) };
}

/** One string per identity, the same in whatever order its names were found. */
function identityKey(identity: Identity): string {
  return JSON.stringify(Object.entries(identity).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

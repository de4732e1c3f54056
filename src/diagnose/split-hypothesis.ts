import type { Concerned } from '../model/diagnosis.ts';
import { logOdds, shift } from '../model/log-odds.ts';
import type { Identity, KnownGroup } from '../model/occurrence.ts';
import type { Signal } from '../model/signal.ts';
import { countConcerned } from './count-concerned.ts';
import { groupIdentities, type Party, type SeenIdentity } from './group-identities.ts';
import { identityKey, identityOf } from './hit-identity.ts';
import { type Hypothesis, LEAST_CONFIDENCE } from './hypothesis.ts';
import { partSignals } from './part-signals.ts';

/** A hypothesis about one identity, or about what several share. */
export interface Identified extends Hypothesis {
  identity: Identity;
  /** Whom a group is about, counted by label; absent where one alone is concerned. */
  concerns?: readonly Concerned[];
}

/**
 * Parts a hypothesis by whom its decisive signals are about, many in groups. What can't be parted, or names nobody, speaks for each
 * part; but a cut record that names nobody speaks for none, since the line that is missing may name another. `known` are the groups that earlier evidence of the runbook made.
 */
export function splitHypothesis(
  hypothesis: Hypothesis,
  hostOf: (input: string) => string,
  known: readonly KnownGroup[] = [],
): Identified[] {
  const { runbook, decisive } = hypothesis;
  const seen = seenIdentities(hypothesis, hostOf);
  if (seen.size === 0) return [{ ...hypothesis, identity: onlyHost(decisive, hostOf) }];
  const hasNameless = seen.size > 1 && seen.delete(identityKey({}));
  const newestFirst = [...seen.values()].toSorted((a, b) => b.lastMs - a.lastMs);
  const parties = groupIdentities(newestFirst, known);
  const isCounted = decisive.every(({ groups = [] }) =>
    groups.every(({ tallies }) => tallies.every(({ hits }) => hits.length > 0)),
  );
  const identified = parties.map((party) => ({
    ...hypothesis,
    identity: party.identity,
    ...(party.isGroup ? { concerns: countConcerned(party, isCounted) } : {}),
  }));
  const isOnly = identified.length === 1;
  if (isOnly && !(hasNameless && decisive.some(hasCut))) return identified;
  const homes = new Map(
    parties.flatMap(({ members, past }, i) =>
      [...members, ...past, ...(isOnly ? [{}] : [])].map((member) => [identityKey(member), partKey(i)]),
    ),
  );
  const parting = { runbook, hostOf, homes, rest: partKey(mostMembers(parties)) };
  const parts = (signals: readonly Signal[]) => partSignals(signals, parting);
  const [deciding, supporting, opposing] = [
    parts(decisive),
    parts(hypothesis.supporting),
    parts(hypothesis.opposing),
  ];
  return identified.flatMap((part, i) => {
    const key = partKey(i);
    const own = deciding(key);
    const by = surest(own) - surest(decisive);
    const confidence = Number.isFinite(by) ? shift(hypothesis.confidence, by) : hypothesis.confidence;
    // What holds for another machine or client does not make one surer of this one.
    if (confidence < LEAST_CONFIDENCE) return [];
    return [{ ...part, confidence, decisive: own, supporting: supporting(key), opposing: opposing(key) }];
  });
}

/** Of the surest of the signals, the log-odds. */
function surest(signals: readonly Signal[]): number {
  return Math.max(...signals.map(({ confidence }) => logOdds(confidence)));
}

function hasCut({ hits }: Signal): boolean {
  return hits.some(({ observation }) => observation.isCut);
}

/** Not the key of its identity: a group may share nothing, and hits that name nobody are not its own. */
function partKey(i: number): string {
  return `part ${i}`;
}

/** Everyone whom a decisive hit names, and when last, by key. */
function seenIdentities(
  { runbook, decisive }: Hypothesis,
  hostOf: (input: string) => string,
): Map<string, SeenIdentity> {
  const seen = new Map<string, SeenIdentity>();
  for (const signal of decisive) {
    if (!signal.isDivisible) continue;
    const rule = runbook.signals[signal.name];
    for (const hit of signal.hits) {
      const { identity, key } = identityOf(hit, rule, hostOf);
      const lastMs = hit.observation.atMs ?? -Infinity;
      const known = seen.get(key);
      if (!known) seen.set(key, { identity, lastMs });
      else {
        known.identity = identity;
        if (lastMs > known.lastMs) known.lastMs = lastMs;
      }
    }
  }
  return seen;
}

function mostMembers(parties: readonly Party[]): number {
  const sizes = parties.map(({ members }) => members.length);
  return sizes.indexOf(Math.max(...sizes));
}

/** What only tables of one machine tell is about that machine, so that a later snapshot that says more is the same incident. */
function onlyHost(signals: readonly Signal[], hostOf: (input: string) => string): Identity {
  const rows = signals.flatMap(({ hits }) => hits).map(({ observation }) => observation);
  const hosts = new Set(rows.map(({ at }) => hostOf(at.input)));
  const [host] = hosts;
  return host !== undefined && hosts.size === 1 && rows.every(({ kind }) => kind !== 'log') ? { host } : {};
}

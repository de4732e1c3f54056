import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Identity } from '../model/occurrence.ts';
import type { SignalRule } from '../model/runbook.ts';
import type { Hit } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';

/** Who a hit is about, with the key of that. `hostOf` names the machine of a table row; log records are about whom they name. */
export function identityOf(
  hit: Hit,
  rule: SignalRule | undefined,
  hostOf: (input: string) => string,
): Identified {
  const { kind, at } = hit.observation;
  const host = kind === 'log' || hit.fields['client'] !== undefined ? undefined : hostOf(at.input);
  return identified.get(hit, [rule, host], () => {
    const identity = nameOf(hit, rule, host);
    return { identity, key: identityKey(identity) };
  });
}

interface Identified {
  identity: Identity;
  key: string;
}

/** A triage asks for the same of each hit several times, and the next one again. */
const identified = rememberLast<Hit, Identified>();

function nameOf(hit: Hit, rule: SignalRule | undefined, host: string | undefined): Identity {
  const per = rule && 'per' in rule ? (rule.per ?? []) : [];
  const named = identityFields(hit.fields, per).flatMap((name) => {
    const value = hit.fields[name];
    return value === undefined ? [] : [[name, identityValue(name, value)]];
  });
  return { ...(host === undefined ? {} : { host }), ...Object.fromEntries(named) };
}

/** One string per identity, the same in whatever order its names were found. */
export function identityKey(identity: Identity): string {
  return JSON.stringify(Object.entries(identity).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

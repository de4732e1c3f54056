import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Identity } from '../model/occurrence.ts';
import type { SignalRule } from '../model/runbook.ts';
import type { Hit } from '../model/signal.ts';

/** Who a hit is about. `hostOf` names the machine of a table row; log records are about whom they name. */
export function identityOf(
  hit: Hit,
  rule: SignalRule | undefined,
  hostOf: (input: string) => string,
): Identity {
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
export function identityKey(identity: Identity): string {
  return JSON.stringify(Object.entries(identity).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

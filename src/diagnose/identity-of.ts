import { addressOf } from '../model/address.ts';
import type { Identity } from '../model/occurrence.ts';
import type { SignalRule } from '../model/runbook.ts';
import type { Hit } from '../model/signal.ts';

/** Fields that name who is concerned, the nearest first; of a record without any, nobody in particular is. */
const WHO = [['client'], ['queue', 'vhost'], ['database'], ['group']] as const;
/** Fields with an ephemeral port: a client that comes back is the same client. */
const ENDS = new Set(['client', 'peer', 'local', 'server', 'endpoint']);

/** Who a hit is about. `hostOf` names the machine of a table row; log records are about whom they name. */
export function identityOf(
  hit: Hit,
  rule: SignalRule | undefined,
  hostOf: (input: string) => string,
): Identity {
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
export function identityKey(identity: Identity): string {
  return JSON.stringify(Object.entries(identity).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

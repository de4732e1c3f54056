import { addressOf } from './address.ts';
import type { FieldValue } from './fields.ts';

/** Fields that name who is concerned, the nearest first; of a record without any, nobody in particular is. */
export const WHO = [['client'], ['queue', 'vhost'], ['database'], ['group']] as const;

/** Fields with an ephemeral port: a client that comes back is the same client. */
const ENDS = new Set(['client', 'peer', 'local', 'server', 'endpoint']);

type Fields = Readonly<Record<string, FieldValue>>;

/** The fields of a hit that say whom it is about: those of the rule's `per`, else the nearest that is known. */
export function identityFields(fields: Fields, per: readonly string[]): readonly string[] {
  return per.length > 0 ? per : (WHO.find(([first]) => fields[first] !== undefined) ?? []);
}

/** The value of a field as it names somebody: an end of a connection without its port. */
export function identityValue(name: string, value: FieldValue): string {
  return ENDS.has(name) ? addressOf(String(value)) : String(value);
}

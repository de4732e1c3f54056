import { sourceOf, sourceOnce } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit } from '../model/signal.ts';
import { type Bucket, countSource, type KeptHit, keepHit, noteFirstMs, partOf } from './bucket.ts';
import { partKey } from './copy-bucket.ts';

/** What is counted of a hit. */
export interface CountedHit {
  observation: Pick<Observation, 'kind' | 'at' | 'atMs' | 'isCut' | 'rows'>;
  fields: Hit['fields'];
  /** Whose record it is: see `sourceOf`. */
  source: string | undefined;
  /** What its fields tell of whom it is about, by the `per` that last asked: signals that one record meets mostly ask the same. */
  about?: { per: readonly string[]; key: string };
}

/** What tells the hits of one signal apart, and what else their records meet. */
export interface HitKeys {
  per: readonly string[];
  alsoMeets: readonly string[];
}

/** Counts a hit, and keeps it until newer ones need its room. */
export function addHit(bucket: Bucket, hit: Hit, keys: HitKeys): void {
  countHit(bucket, { ...hit, source: sourceOf(hit.observation) }, keys, hit);
}

/** Counts a hit, and keeps in its place what reads it again, until newer ones need its room. */
export function countHit(bucket: Bucket, hit: CountedHit, keys: HitKeys, kept: KeptHit): void {
  const part = partOf(bucket, partKey(aboutHit(hit, keys.per), keys.alsoMeets), keys.alsoMeets);
  part.madeOf = undefined;
  part.count += hit.observation.rows ?? 1;
  if (hit.source !== undefined) countSource(part, sourceOnce(hit.source, hit.observation));
  keepHit(bucket, part, kept, hit.observation);
}

/** Remembers when the value of a field first came: its first hits make room for newer ones. */
export function noteFirst(
  bucket: Bucket,
  { observation, fields }: Pick<CountedHit, 'observation' | 'fields'>,
  field: string,
): void {
  const value = fields[field];
  // Without a time it may have been there from the start.
  if (value !== undefined) noteFirstMs(bucket, value, observation.atMs ?? -Infinity);
}

/** Fields that a client's records told earlier are added to its later ones by its full address. */
export const TOLD_OF_CLIENTS: ReadonlySet<string> = new Set(['user', 'vhost', 'clientName']);

/** One string for each identity of a rule, and each snapshot of a table. */
export function aboutHit(hit: CountedHit, per: readonly string[]): string {
  if (hit.about?.per !== per) hit.about = { per, key: aboutKey(hit, per) };
  return hit.about.key;
}

function aboutKey({ observation: { kind, at, isCut }, fields }: CountedHit, per: readonly string[]): string {
  const names = identityFields(fields, per);
  const values = names.map((name) => valueOf(name, fields[name], per));
  if (per.some((name) => TOLD_OF_CLIENTS.has(name))) values.push(String(fields['client'] ?? ''));
  if (kind !== 'log') values.push(at.input, String(fields['snapshot'] ?? ''));
  if (isCut) values.push('cut');
  return [...names, ...values].join('\u0000');
}

function valueOf(name: string, value: FieldValue | undefined, per: readonly string[]): string {
  if (value === undefined) return '';
  return per.length > 0 ? String(value) : identityValue(name, value);
}

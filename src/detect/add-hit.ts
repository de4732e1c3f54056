import { listSource, type SourceCount, sourceOf, sourceOnce } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit } from '../model/signal.ts';
import { type Bucket, type KeptHit, keepHit, noteFirstMs, type Part, partOf } from './bucket.ts';

/** What is counted of a hit. */
export interface CountedHit {
  observation: Pick<Observation, 'kind' | 'at' | 'atMs' | 'isCut' | 'rows'>;
  fields: Hit['fields'];
  /** Whose record it is: see `sourceOf`. */
  source: string | undefined;
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
  const part = partOf(bucket, partKey(hit, keys), keys.alsoMeets);
  part.madeOf = undefined;
  part.count += hit.observation.rows ?? 1;
  if (hit.source !== undefined) countSource(part, sourceOnce(hit.source, hit.observation));
  keepHit(bucket, part, kept, hit.observation);
}

/** Of most clients there is one source, and an empty array that grows takes room for seventeen. */
function countSource(part: Part, source: SourceCount): void {
  if (part.sources.length === 0) part.sources = [source];
  else listSource(part.sources, source);
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

/** One string for each identity of a rule, each snapshot of a table, and each set of signals that its records meet. */
function partKey(
  { observation: { kind, at, isCut }, fields }: CountedHit,
  { per, alsoMeets }: HitKeys,
): string {
  const names = identityFields(fields, per);
  const values = names.map((name) => valueOf(name, fields[name], per));
  if (per.some((name) => TOLD_OF_CLIENTS.has(name))) values.push(String(fields['client'] ?? ''));
  if (kind !== 'log') values.push(at.input, String(fields['snapshot'] ?? ''));
  if (isCut) values.push('cut');
  return [...names, ...values, ...alsoMeets].join('\u0000');
}

function valueOf(name: string, value: FieldValue | undefined, per: readonly string[]): string {
  if (value === undefined) return '';
  return per.length > 0 ? String(value) : identityValue(name, value);
}

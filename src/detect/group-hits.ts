import type { Hit } from '../model/signal.ts';

const SEPARATOR = '\u0000';

export interface Group {
  key: string;
  hits: readonly Hit[];
}

/** Keeps hits apart by the values of `per`; hits that lack one of the fields share the key of what they have. */
export function groupHits(hits: readonly Hit[], per: readonly string[]): Group[] {
  if (per.length === 0) return [{ key: '', hits }];
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) {
    const key = keyOf(hit, per);
    const group = groups.get(key);
    if (group) group.push(hit);
    else groups.set(key, [hit]);
  }
  return [...groups].map(([key, members]) => ({ key, hits: members }));
}

/** The values of `per` as one string, parts separated so that no two keys can run together. */
export function keyOf(hit: Hit, per: readonly string[]): string {
  return per.map((field) => String(hit.fields[field] ?? '')).join(SEPARATOR);
}

/** A key as a person reads it. */
export function showKey(key: string): string {
  return key.split(SEPARATOR).filter(Boolean).join(', ');
}

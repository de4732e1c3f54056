import type { Bucket } from './bucket.ts';

/** The key of a part: what it is about, and what else its records meet. */
export function partKey(about: string, alsoMeets: readonly string[]): string {
  if (alsoMeets.length === 0) return about;
  const others = alsoMeets.join('\u0000');
  return about === '' ? others : `${about}\u0000${others}`;
}

function aboutOf(key: string, alsoMeets: readonly string[]): string {
  if (alsoMeets.length === 0) return key;
  const length = key.length - alsoMeets.join('\u0000').length;
  return length === 0 ? '' : key.slice(0, length - 1);
}

/** A copy for another signal that has met the same records; `othersOf` says what they meet beside it. */
export function copyOf(
  bucket: Bucket,
  othersOf: (alsoMeets: readonly string[]) => readonly string[],
): Bucket {
  const parts: Bucket['parts'] = new Map();
  for (const [key, part] of bucket.parts) {
    const { entries, dropped, sources, madeOf } = part;
    const alsoMeets = othersOf(part.alsoMeets);
    parts.set(partKey(aboutOf(key, part.alsoMeets), alsoMeets), {
      ...part,
      entries: entries.slice(),
      sources: sources.map((one) => ({ ...one })),
      alsoMeets,
      madeOf: madeOf?.slice(),
      ...(dropped && { dropped: dropped.copy() }),
    });
  }
  const rest: Bucket['rest'] = new Map();
  for (const { count, dropped, sources, ...one } of bucket.rest.values()) {
    const alsoMeets = othersOf(one.alsoMeets);
    rest.set(alsoMeets.join('\u0000'), {
      count,
      dropped: dropped.copy(),
      sources: sources.map((source) => ({ ...source })),
      alsoMeets,
    });
  }
  return { ...bucket, parts, rest };
}

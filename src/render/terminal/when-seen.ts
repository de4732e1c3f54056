import type { Diagnosis } from '../../model/diagnosis.ts';
import { counted } from '../in-words.ts';

type Seen = Pick<Diagnosis, 'count' | 'counts' | 'firstSeen' | 'lastSeen' | 'clearedAt'>;

/**
 * Since when it is so, whether it is over, and how often it was seen: `since 08:04:38, last seen 08:05:10, 3 times`. Empty where it was
 * seen once and no time is known.
 */
export function whenSeen({ count, counts, firstSeen, lastSeen, clearedAt }: Seen): string {
  const often = counts ? counted(count, counts) : count > 1 ? counted(count, 'time') : 'once';
  if (firstSeen === undefined || lastSeen === undefined) return often === 'once' ? '' : often;
  const [first, last] = [toSecond(firstSeen), toSecond(lastSeen)];
  if (clearedAt !== undefined) return `over since ${toSecond(clearedAt)}; began ${first}, ${often}`;
  return first === last ? `at ${first}, ${often}` : `since ${first}, last seen ${last}, ${often}`;
}

/** `2026-11-22T08:04:38.200Z` as `2026-11-22 08:04:38 UTC`; a time without a year stays as it is. */
function toSecond(iso: string): string {
  return iso.includes('T') ? `${iso.slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ')} UTC` : iso;
}

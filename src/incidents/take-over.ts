import type { Incident } from '../model/incident.ts';
import { noted } from './life-cycle.ts';

/**
 * Gives an incident the owner of an earlier one that is folded under it because it tells the same more widely or precisely. As with
 * any acknowledgement it holds for what its owner has seen: where that is much worse now, the story names them, and it stays open
 * to others. The same again changes nothing.
 */
export function takeOver(
  incident: Incident,
  { id, owner, count }: Pick<Incident, 'id' | 'owner' | 'count'>,
  { nowMs, worseFactor }: { nowMs: number; worseFactor: number },
): Incident {
  if (!owner || incident.state === 'resolved' || incident.id === id) return incident;
  const seen = owner.count ?? count;
  const isWorse = incident.count >= seen * worseFactor;
  const what = `${id} is part of this and was acknowledged${isWorse ? `, ${seen} times then, ${incident.count} now` : ''}`;
  const isNoted = incident.timeline.some(
    (entry) => entry.by === owner.user && entry.what.startsWith(`${id} is part`),
  );
  if (isNoted) return incident;
  const entry = { atMs: nowMs, what, by: owner.user };
  return noted(
    incident.owner || isWorse ? incident : { ...incident, owner: { ...owner, count: seen } },
    entry,
  );
}

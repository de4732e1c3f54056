import type { Incident } from '../model/incident.ts';
import type { Circumstances } from './decide.ts';

/**
 * Counts hits that came while an incident was muted: from its beginning where it has no card yet, else from when the mute was
 * first seen. The same count again, and an incident that is not muted, give back the very same object.
 */
export function suppress(
  incident: Incident,
  { silencedUntilMs, quietUntilMs }: Pick<Circumstances, 'silencedUntilMs' | 'quietUntilMs'>,
): Incident {
  const { notified, count, explainedBy, labels } = incident;
  const hasCard = notified.messages['card'] !== undefined || notified.digest !== undefined;
  const isQuiet = !hasCard && labels['severity'] !== 'critical' && quietUntilMs !== undefined;
  const isMuted = silencedUntilMs !== undefined || explainedBy !== undefined || isQuiet;
  const { mutedCount, ...rest } = notified;
  if (!isMuted) return mutedCount === undefined ? incident : { ...incident, notified: rest };
  const from = mutedCount ?? (hasCard ? count : 0);
  if (mutedCount === count) return incident;
  const suppressed = incident.suppressed + Math.max(0, count - from);
  return { ...incident, suppressed, notified: { ...rest, mutedCount: count } };
}

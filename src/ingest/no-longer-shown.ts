import { resolve } from '../incidents/life-cycle.ts';
import type { Incident } from '../model/incident.ts';
import { isWithin, type Occurrence } from '../model/occurrence.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { changeIncident } from '../store/incident-items.ts';
import type { IngestContext } from './ingest-context.ts';
import { loadSnapshots } from './snapshot-evidence.ts';

/**
 * Open incidents that the evidence does not show any more, by themselves, as a part of others or as a symptom. What a log said stays
 * said; so this can only be what snapshots showed and later ones do not.
 */
export function headsNotSeen(
  heads: readonly IncidentHead[],
  occurrences: readonly Occurrence[],
): IncidentHead[] {
  const seen = occurrences.flatMap(({ identity, diagnosis, symptoms }) => [
    { runbook: diagnosis.runbook, identity },
    ...symptoms,
  ]);
  return heads.filter(
    ({ state, explained, runbook, identity }) =>
      state === 'open' &&
      !explained &&
      !seen.some(
        (one) =>
          one.runbook === runbook && (isWithin(identity, one.identity) || isWithin(one.identity, identity)),
      ),
  );
}

/**
 * Resolves what every host that showed it has shown no more: each of them has given a snapshot since. An incident with any other source
 * stays open until it is quiet.
 */
export async function resolveNoLongerShown(
  context: IngestContext,
  system: string,
  heads: readonly IncidentHead[],
): Promise<Incident[]> {
  if (heads.length === 0) return [];
  const latestMs = new Map((await loadSnapshots(context, system)).map(({ host, atMs }) => [host, atMs]));
  const resolved: Incident[] = [];
  for (const { fingerprint, version } of heads) {
    const after = await changeIncident(context, fingerprint, (known) => {
      if (!known || known.state !== 'open') return known;
      const shownMs = Math.max(known.lastSeenMs, known.reopened?.atMs ?? 0);
      const isOver = known.sources.every(({ name }) => (latestMs.get(name) ?? 0) > shownMs);
      return isOver ? resolve(known, { atMs: context.nowMs(), why: 'cleared' }) : known;
    });
    if (after && after.version !== version) resolved.push(after);
  }
  return resolved;
}

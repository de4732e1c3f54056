import type { KnownGroup } from '../model/occurrence.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { listPastGroups } from '../store/past-groups.ts';
import type { StoreContext } from '../store/store-context.ts';

/**
 * The groups among the incidents of a system that evidence may still belong to, of which `open` are its open ones. A group that was
 * resolved long enough ago for its return to be another episode keeps only what came until then.
 */
export async function knownGroups(
  context: StoreContext,
  system: string,
  open: readonly IncidentHead[],
): Promise<KnownGroup[]> {
  const groups = open.filter(({ concerns }) => concerns);
  const prints = new Set(groups.map(({ fingerprint }) => fingerprint));
  const past = (await listPastGroups(context, system)).filter(({ fingerprint }) => !prints.has(fingerprint));
  return [
    ...groups.map(({ runbook, identity }) => ({ runbook, identity })),
    ...past.map(({ runbook, identity, resolvedMs = 0, lastSeenMs }) => {
      const isOver = context.nowMs() - resolvedMs > context.config.incidents.flapMs;
      return { runbook, identity, ...(isOver ? { untilMs: lastSeenMs } : {}) };
    }),
  ];
}

import { markIncomplete } from '../incidents/life-cycle.ts';
import type { Failure } from '../model/failure.ts';
import type { Containing } from '../store/containing.ts';
import { changeIncident } from '../store/incident-items.ts';
import { listOpen } from '../store/incident-lists.ts';
import { clearInternalError, recordInternalError } from '../store/internal-error-items.ts';
import type { IngestContext } from './ingest-context.ts';

/** What is said to fail when nothing of a system's evidence could be triaged. */
export const WHOLE_TRIAGE = 'the whole triage';
const HINT =
  'The log of ingest-logs or ingest-snapshot names each under “internal error”. The likely cause is the last deployment or a changed runbook: take it back.';

/**
 * Records what a triage of a system could not do, or that it did all, and marks the system's open incidents, whose cards may be
 * incomplete. Returns the ids of the incidents that this changed.
 */
export async function recordFailures(
  { context, contain }: Containing<IngestContext>,
  system: string,
  failures: readonly Failure[],
): Promise<string[]> {
  const subject = `system ${system}`;
  const what = describe(failures);
  if (what === '') {
    if (!(await clearInternalError(context, subject))) return [];
  } else {
    const isWhole = failures.some((one) => one.what === WHOLE_TRIAGE);
    await recordInternalError(context, { subject, what, hint: HINT, isWhole });
  }
  const changed: string[] = [];
  for (const { id, fingerprint, incomplete = '' } of await listOpen(context, system)) {
    if (incomplete === what) continue;
    const marked = await contain(`incident ${id}`, () =>
      changeIncident(context, fingerprint, (known) => known && markIncomplete(known, what)),
    );
    if (marked) changed.push(marked.id);
  }
  return changed;
}

/** One line without a full stop; empty when nothing failed. */
function describe(failures: readonly Failure[]): string {
  if (failures.some(({ what }) => what === WHOLE_TRIAGE)) return 'the evidence could not be triaged';
  const runbooks = new Set(failures.flatMap(({ what }) => runbookIn(what) ?? []));
  const isUnread = failures.some(({ what }) => runbookIn(what) === undefined);
  return [
    ...(runbooks.size > 0
      ? [`${runbooks.size} ${runbooks.size === 1 ? 'runbook' : 'runbooks'} could not be evaluated`]
      : []),
    ...(isUnread ? ['part of the evidence could not be read'] : []),
  ].join(', ');
}

/** The runbook that a failure is of: `runbook <id>`, or `signal <id>/<name>`. */
function runbookIn(what: string): string | undefined {
  const [kind, name = ''] = what.split(' ');
  if (kind === 'runbook') return name;
  return kind === 'signal' ? name.split('/')[0] : undefined;
}

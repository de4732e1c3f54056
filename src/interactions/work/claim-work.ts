import type { StoreContext } from '../../store/store-context.ts';

const DAY_MS = 86_400_000;
const RUNNING_MS = 330_000;

interface Claim {
  runId: string;
  untilMs: number;
  done: boolean;
}

/**
 * Takes a piece of work for one run: `first`, or `again` where an earlier try did not finish it. Undefined when it is done, or another
 * run is doing it. Lambda retries a failed run under the same id, so that run may continue its own work at once.
 */
export async function claimWork(
  { table, nowMs }: StoreContext,
  id: string,
  runId: string,
): Promise<'first' | 'again' | undefined> {
  const known = await table.get('work', id, nowMs());
  const claim = known?.body as Claim | undefined;
  if (claim?.done || (claim && claim.runId !== runId && claim.untilMs > nowMs())) return undefined;
  const body: Claim = { runId, untilMs: nowMs() + RUNNING_MS, done: false };
  const item = {
    pk: 'work',
    sk: id,
    version: (known?.version ?? 0) + 1,
    body,
    expiresAtMs: nowMs() + DAY_MS,
  };
  if (!(await table.put(item, known ? { version: known.version } : 'absent', nowMs()))) return undefined;
  return known ? 'again' : 'first';
}

/** Records that work is done, so that a repeated hand-over does nothing. */
export async function finishWork({ table, nowMs }: StoreContext, id: string, runId: string): Promise<void> {
  const body: Claim = { runId, untilMs: 0, done: true };
  await table.put(
    { pk: 'work', sk: id, version: 1_000, body, expiresAtMs: nowMs() + DAY_MS },
    'any',
    nowMs(),
  );
}

import type { InternalError } from '../model/internal-error.ts';
import type { StoreContext } from './store-context.ts';

const INTERNAL_ERROR = 'internal-error';
const KEPT_MS = 86_400_000;
/** DynamoDB never removes what expired more than five years ago. */
const EXPIRED_MS = 86_400_000;

type Store = Pick<StoreContext, 'table' | 'nowMs'>;

/** Records what our own code could not do with a subject, for the operators: the Home tab and the sweep's log and metric show it. */
export async function recordInternalError(
  { table, nowMs }: Store,
  error: Omit<InternalError, 'sinceMs' | 'atMs'>,
): Promise<void> {
  const known = (await table.get(INTERNAL_ERROR, error.subject, nowMs()))?.head as InternalError | undefined;
  const head: InternalError = { ...error, sinceMs: known?.sinceMs ?? nowMs(), atMs: nowMs() };
  const item = { pk: INTERNAL_ERROR, sk: error.subject, version: 1, head: { ...head } };
  await table.put({ ...item, expiresAtMs: nowMs() + KEPT_MS }, 'any', nowMs());
}

/** Forgets the error of a subject once all has been done with it; true when there was one. */
export async function clearInternalError({ table, nowMs }: Store, subject: string): Promise<boolean> {
  const known = await table.get(INTERNAL_ERROR, subject, nowMs());
  // Expired at once, since the functions may write items but not delete them.
  if (known) await table.put({ ...known, expiresAtMs: nowMs() - EXPIRED_MS }, 'any', nowMs());
  return known !== undefined;
}

/** The errors that still hold, by subject. */
export async function listInternalErrors({ table, nowMs }: Store): Promise<InternalError[]> {
  return (await table.list({ pk: INTERNAL_ERROR }, nowMs())).map(
    ({ head }) => head as unknown as InternalError,
  );
}

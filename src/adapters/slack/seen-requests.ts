import { createHash } from 'node:crypto';
import type { Table } from '../../ports.ts';

const KEPT_MS = 660_000;

/** Whether a request is new, a repetition by Slack because our answer was late or lost, or a copy that somebody replays. */
export type Seen = 'new' | 'repeated' | 'replayed';

interface Memory {
  table: Pick<Table, 'put' | 'get'>;
  nowMs: number;
}

interface Known {
  /** Signatures that this body has come with. */
  signatures: readonly string[];
  /** The work failed, so the next delivery may do it. */
  isFailed?: boolean;
}

/**
 * Remembers requests by their bytes. Slack signs a repetition again, with a new timestamp, so the body identifies it, not the
 * signature. The same signature twice is a replay, unless Slack marks it as a repetition (`X-Slack-Retry-Num`).
 */
export async function rememberRequest(
  { table, nowMs }: Memory,
  rawBody: Uint8Array,
  signature: string,
  isRetry: boolean,
): Promise<Seen> {
  try {
    const item = itemOf(rawBody, { signatures: [signature] }, nowMs);
    if (await table.put(item, 'absent', nowMs)) return 'new';
    const known = (await table.get(item.pk, item.sk, nowMs))?.head as Known | undefined;
    if (!known) return 'new';
    if (isRetry && !known.isFailed) return 'repeated';
    if (known.signatures.includes(signature)) return 'replayed';
    const signatures = [...known.signatures, signature].slice(-20);
    await table.put(itemOf(rawBody, { signatures }, nowMs), 'any', nowMs);
    return 'new';
  } catch {
    // Without the store a request is let in: its signature is valid, and what it asks for is idempotent.
    return 'new';
  }
}

/** Lets Slack's next delivery of a request do the work that this one could not. A copy with an old signature is still a replay. */
export async function forgetRequest({ table, nowMs }: Memory, rawBody: Uint8Array): Promise<void> {
  try {
    const { pk, sk } = itemOf(rawBody, { signatures: [] }, nowMs);
    const { signatures = [] } = ((await table.get(pk, sk, nowMs))?.head ?? {}) as Partial<Known>;
    await table.put(itemOf(rawBody, { signatures, isFailed: true }, nowMs), 'any', nowMs);
  } catch {
    // Slack's next delivery then counts as a repetition, and the event is lost.
  }
}

function itemOf(rawBody: Uint8Array, head: Known, nowMs: number) {
  const sk = createHash('sha256').update(rawBody).digest('hex');
  return { pk: 'slack-request', sk, version: 1, head: { ...head }, expiresAtMs: nowMs + KEPT_MS };
}

import { createHash } from 'node:crypto';
import type { Table } from '../../ports.ts';

const KEPT_MS = 660_000;

/** Whether a request is new, one that Slack sends again because our answer was late or lost, or a copy that somebody replays. */
export type Seen = 'new' | 'repeated' | 'replayed';

interface Memory {
  table: Pick<Table, 'put' | 'get'>;
  nowMs: number;
}

interface Known {
  /** Signatures under which this body came. */
  signatures: readonly string[];
  /** The work failed: the next delivery may do it. */
  isFailed?: boolean;
}

/**
 * Remembers requests by their bytes. Slack signs a repetition anew, with its own time, so the body tells it, not the signature;
 * the same signature twice is a replay, unless Slack itself says that it repeats (`X-Slack-Retry-Num`).
 */
export async function noteRequest(
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
    // Without the store a genuine request is let in: its signature has been checked, and what it asks for is idempotent.
    return 'new';
  }
}

/** Lets Slack's next delivery of a request do its work, because this one could not. A copy under an old signature stays a replay. */
export async function forgetRequest({ table, nowMs }: Memory, rawBody: Uint8Array): Promise<void> {
  try {
    const { pk, sk } = itemOf(rawBody, { signatures: [] }, nowMs);
    const { signatures = [] } = ((await table.get(pk, sk, nowMs))?.head ?? {}) as Partial<Known>;
    await table.put(itemOf(rawBody, { signatures, isFailed: true }, nowMs), 'any', nowMs);
  } catch {
    // Then Slack's next delivery is taken for a repetition: the event is lost, as it would be without a store.
  }
}

function itemOf(rawBody: Uint8Array, head: Known, nowMs: number) {
  const sk = createHash('sha256').update(rawBody).digest('hex');
  return { pk: 'slack-request', sk, version: 1, head: { ...head }, expiresAtMs: nowMs + KEPT_MS };
}

import type { MessageContent } from '../model/chat-message.ts';
import type { StoreContext } from './store-context.ts';

const KEPT = 'kept-answer';
const KEPT_MS = 3_600_000;

/** Keeps an answer that took work, so that it can be shared; returns the value of its Share button. */
export async function keepAnswer(
  { table, nowMs }: Pick<StoreContext, 'table' | 'nowMs'>,
  id: string,
  content: MessageContent,
): Promise<string> {
  const item = { pk: KEPT, sk: id, version: 1, body: content, expiresAtMs: nowMs() + KEPT_MS };
  await table.put(item, 'any', nowMs());
  return `kept ${id}`;
}

/** The answer for the value of a Share button; undefined when it has expired or was never kept. */
export async function keptAnswer(
  { table, nowMs }: Pick<StoreContext, 'table' | 'nowMs'>,
  share: string,
): Promise<MessageContent | undefined> {
  if (!share.startsWith('kept ')) return undefined;
  return (await table.get(KEPT, share.slice('kept '.length), nowMs()))?.body as MessageContent | undefined;
}

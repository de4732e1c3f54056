import type { PageMessage } from '../page-state.ts';

/** The part of the address that leads to a message: `#C0ONCALL/1700000000.000100`. */
export function permalinkOf({ channel, ts }: Pick<PageMessage, 'channel' | 'ts'>): string {
  return `#${encodeURIComponent(channel)}/${ts}`;
}

/** The message that an address leads to; undefined where it leads to none. */
export function linkedMessage(hash: string, messages: readonly PageMessage[]): PageMessage | undefined {
  return messages.find((message) => permalinkOf(message) === hash);
}

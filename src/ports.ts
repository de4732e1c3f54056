import type { MessageContent } from './model/chat-message.ts';

/** One item of the table. `version` counts its writes, from 1. `head` is small and comes with every listing; `body` may be large (up to 300 kB as gzipped JSON). */
export interface Item {
  pk: string;
  sk: string;
  version: number;
  /** Epoch milliseconds; an item past it is as good as gone, also where the engine has not removed it yet. */
  expiresAtMs?: number;
  head?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** What a write expects to find: nothing (an expired item counts as nothing), an item of this version, or whatever. */
export type Expected = 'absent' | 'any' | { version: number };

/** Items of one partition whose sort key lies in `from`..`to` (both inclusive). */
export interface Range {
  pk: string;
  from?: string;
  to?: string;
  newestFirst?: boolean;
  limit?: number;
  /** Leave the bodies out. */
  headsOnly?: boolean;
}

/** The store: single-item conditional writes, strongly consistent reads, nothing that spans items. */
export interface Table {
  get(pk: string, sk: string, nowMs: number): Promise<Item | undefined>;
  /** Writes the item whole; false when what was found is not what was expected. The item stored has the version given. */
  put(item: Item, expected: Expected, nowMs: number): Promise<boolean>;
  list(range: Range, nowMs: number): Promise<Item[]>;
  remove(pk: string, sk: string): Promise<void>;
}

/** Names a message of ours, so that it can be found again: travels as Slack message metadata. */
export interface MessageName {
  incident: string;
  key: string;
}

/**
 * Where people read. Each call throws a HalfopenError: `slack-rate-limited` (with `retryAfterMs`), `slack-unknown-outcome`
 * (time-out, 5xx, connection lost: it may have been done), `slack-message-gone`, or `slack-refused` (not retryable).
 */
export interface Chat {
  post(message: {
    channel: string;
    threadTs?: string;
    /** Show a thread message in the channel too. */
    broadcast?: boolean;
    content: MessageContent;
    name: MessageName;
  }): Promise<{ channel: string; ts: string }>;
  update(message: { channel: string; ts: string; content: MessageContent; name: MessageName }): Promise<void>;
  /** Timestamp of the message of that name posted at or after `sinceMs`, by its metadata; of several the oldest. */
  find(query: {
    channel: string;
    threadTs?: string;
    name: MessageName;
    sinceMs: number;
  }): Promise<{ channel: string; ts: string } | undefined>;
}

/** Hands an incident to notify. Delivered at least once, after the delay. */
export interface NotifyQueue {
  send(incidentId: string, delayMs: number): Promise<void>;
}

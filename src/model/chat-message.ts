/** A Block Kit block as JSON. Its limits are checked by `test/support/slack-limits.ts`. */
export type Block = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a message shows: `text` is the fallback for notifications, and mrkdwn that is shown itself where there are no blocks. */
export interface MessageContent {
  text: string;
  blocks: readonly Block[];
}

/**
 * The messages that should stand in Slack for one incident. `card` stands in the channel; those of `thread` under it, in order.
 * Notices (`noticeKey`) are messages that are sent once and also shown in the channel (worse, repeat).
 */
export interface IncidentMessages {
  card: MessageContent;
  thread: readonly { key: string; content: MessageContent }[];
  /** The card in other channels, by the routes that continue. */
  copies: readonly { key: string; channel: string; content: MessageContent }[];
}

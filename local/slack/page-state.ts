/** What the page is told, as JSON. Nothing is imported here: the page is compiled for browsers. */
export interface PageState {
  /** To be given back as `since`. */
  revision: string;
  me: string;
  people: readonly { id: string; name: string }[];
  bot: { id: string; name: string };
  group: { id: string; name: string };
  commands: readonly { command: string; usage: string; about: string }[];
  /** Names of recorded incidents that can be replayed. */
  samples: readonly string[];
  shortcuts: readonly { callbackId: string; name: string }[];
  channels: readonly PageChannel[];
  /** Oldest first; what others only see is not among them. */
  messages: readonly PageMessage[];
  /** Open modals, topmost last. */
  modals: readonly PageView[];
  home?: PageView;
}

/** A channel or the direct message with the bot. */
export interface PageChannel {
  key: string;
  id: string;
  /** With `#`, or the bot's name. */
  name: string;
  isDirect: boolean;
}

/** A block as the app gave it, always with an id. */
export type PageBlock = Readonly<Record<string, unknown>> & { readonly block_id: string };

/** A message; ephemeral ones are for me alone. */
export interface PageMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  isBroadcast: boolean;
  isEphemeral: boolean;
  /** A person's id, the bot's, or Slackbot's. */
  author: string;
  text: string;
  blocks: readonly PageBlock[];
  edits: number;
  files: readonly PageFile[];
}

/** An attached file. */
export interface PageFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  altText?: string;
}

/** A modal or a Home. */
export interface PageView {
  id: string;
  title: string;
  submit?: string;
  close?: string;
  blocks: readonly PageBlock[];
  errors?: Readonly<Record<string, string>>;
  error?: string;
}

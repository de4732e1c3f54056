type Block = Readonly<Record<string, unknown>>;

/** A message that one person sees and nobody else, and that is no part of the channel's history. */
export interface StoredEphemeral {
  /** Its ts, which the Web API takes for no message's. */
  id: string;
  channel: string;
  threadTs?: string;
  /** Who sees it. */
  user: string;
  /** The app, or Slack itself. */
  author: 'app' | 'slackbot';
  text: string;
  blocks: readonly Block[];
  /** The response link that an answer to a command came from, so that the link may replace it. */
  linkId?: string;
}

/** A file. Its bytes lie beside the state. */
export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  /** Bytes. */
  size: number;
  altText?: string;
  user: string;
  /** Unix seconds. */
  created: number;
  /** Where the bytes of an upload by the Web API are to be sent; gone when it is complete. */
  uploadKey?: string;
  /** Slack scans what the app uploads: before this time (epoch milliseconds) no block may show it. */
  scannedMs?: number;
  hasBytes: boolean;
}

/** A modal or a Home as it stands. */
export interface StoredView {
  id: string;
  user: string;
  type: 'modal' | 'home';
  /** Changes at every update. */
  hash: string;
  rootViewId: string;
  previousViewId?: string;
  /** Faults of the last submission, by block id of an input, and one for the whole view. */
  errors?: Readonly<Record<string, string>>;
  error?: string;
  /** What the app gave. */
  given: Readonly<Record<string, unknown>> & { blocks: readonly Block[] };
}

/** A `response_url`: what it came from, and how often it was used. */
export interface ResponseLink {
  id: string;
  user: string;
  channel: string;
  madeMs: number;
  uses: number;
  /** The message whose element was used; absent for a command. */
  source?: { ts: string; isEphemeral: boolean };
}

/** A message that a product prints or throws, out of its source, and the event that it tells of. */
export interface CataloguedMessage {
  product: string;
  /** A template, see message-template.ts. */
  text: string;
  /** One of knowledge/events.yml. */
  event: string;
  level?: string;
  /** The exception that it is the text of. */
  exception?: string;
  /** What it means is not certain: it may tell of another event, too. */
  doubtful?: boolean;
  /** The versions that have it; `+` = still there. */
  versions?: string;
  /** File and line in the product's own repository. */
  source?: string;
}

/** What can happen to a connection, or on it: the closed vocabulary of the catalogue. */
export interface EventKind {
  id: string;
  means: string;
  /** Nothing is wrong when a message tells of it. */
  healthy: boolean;
  /** It tells of trouble and not of its cause, so that a doubt about the cause is no doubt about it. */
  symptom: boolean;
}

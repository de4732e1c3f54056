/** The head of a log record: where its message begins in the line, and what the head says. */
export interface Head {
  format: string;
  from: number;
  atMs?: number | undefined;
  level?: string | undefined;
  pid?: string | undefined;
  logger?: string | undefined;
  product?: string | undefined;
  host?: string | undefined;
  fields?: Record<string, string | number> | undefined;
  /** Lines of one record all bear this head; those with the same key belong together (RabbitMQ since 3.9, PostgreSQL). */
  key?: string | undefined;
  /** Where the time ends, when lines of one key must also bear the same time to belong together. */
  stampEnd?: number;
  /** This format never writes bare second lines. */
  single?: boolean;
  /** The shape alone is no proof: a person may have typed it, so the words decide whether the record is an event. */
  weak?: boolean;
}

/** Reads one family of heads, or answers undefined at once. Never throws; looks at no more than the first few hundred characters. */
export type HeadReader = (text: string) => Head | undefined;

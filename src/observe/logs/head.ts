/** The head of a log record: where its message begins in the line, and what the head contains. */
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
  /** Lines of one record that each repeat the head: those with the same key belong together (RabbitMQ since 3.9, PostgreSQL). */
  key?: string | undefined;
  /** Where the time ends, if lines of one key must also have the same time to belong together. */
  stampEnd?: number;
  /** This format never writes continuation lines. */
  single?: boolean;
  /** The shape alone proves nothing, since a person may have typed it: the words decide whether the record is an event. */
  weak?: boolean;
}

/** Reads one family of heads, or returns undefined at once. Never throws; looks at the first few hundred characters only. */
export type HeadReader = (text: string) => Head | undefined;

/**
 * One line on its way through the readers.
 * `text` is what readers look at (without escape codes, quote marks and wrappers); `verbatim` is the line as given.
 * The optional parts come from wrappers: the time stamp of a collector, the machine or container, the level.
 */
export interface Line {
  number: number;
  /** The last of the lines that were joined to this one. */
  lastNumber?: number;
  text: string;
  verbatim: string;
  atMs?: number;
  /** When the line was delivered: `atMs` until a wrapper tells a time. */
  arrivedMs?: number;
  level?: string;
  host?: string;
  logger?: string;
  /** It ends where terminals, pagers and editors cut lines: see `markEdges`. */
  isAtEdge?: true;
}

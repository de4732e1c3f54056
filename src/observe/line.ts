/**
 * One line on its way through the readers.
 * `text` is what readers look at (escape codes, quote marks and wrappers taken off); `verbatim` is what was given.
 * The optional parts come from wrappers: the time a collector stamped, the machine or container it named, the level it knew.
 */
export interface Line {
  number: number;
  text: string;
  verbatim: string;
  atMs?: number;
  level?: string;
  host?: string;
  logger?: string;
}

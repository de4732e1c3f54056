import type { Observation } from '../model/observation.ts';
import type { Line } from './line.ts';

/** What a block reader knows of the input it reads. `snapshot` names one table: unique within the input. */
export interface ReadContext {
  input: string;
  role?: 'broker' | 'client' | 'host' | 'peer';
  nextSnapshot(): string;
}

/** What a block reader took: lines from the start up to, not including, `next`; `unread` counts lines of its own it could not read. */
export interface BlockRead {
  next: number;
  observations: Observation[];
  unread: number;
}

/**
 * Reads one format that is not a log: a connection table, a capture, a configuration.
 * `read` looks at `lines[from]` and answers undefined at once when no block of its format begins there;
 * it never throws, whatever the text, and takes time linear in the lines it consumes.
 */
export interface BlockReader {
  format: string;
  read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined;
}

import type { Observation } from '../model/observation.ts';
import type { Line } from './line.ts';

/** What a block reader knows about the input it reads. `nextSnapshot` gives each table a name that is unique within the input. */
export interface ReadContext {
  input: string;
  role?: 'broker' | 'client' | 'host' | 'peer';
  nextSnapshot(): string;
}

/** The block that was read: its lines end before the index `next`; `unread` counts lines of the block that could not be parsed. */
export interface BlockRead {
  next: number;
  observations: Observation[];
  unread: number;
}

/**
 * Reads one format that is not a log: a connection table, a capture, a configuration.
 * `read` looks at `lines[from]` and returns undefined at once if no block of its format begins there;
 * it never throws, whatever the text, and takes time linear in the lines it consumes.
 */
export interface BlockReader {
  format: string;
  read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined;
}

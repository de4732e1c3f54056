import type { ObservationKind } from '../model/fields.ts';
import type { Signal } from '../model/signal.ts';

/** What the rows of a table are; records of a log are counted as times. */
const NOUNS: Partial<Record<ObservationKind, string>> = {
  connection: 'socket',
  'broker-connection': 'connection',
  'unmatched-connection': 'connection',
  'untracked-connection': 'connection',
  'connection-history': 'connection',
  session: 'session',
  queue: 'queue',
};

/** The noun of what a signal counts, in the singular; undefined where it counts how often something came. */
export function countedNoun({ hits }: Pick<Signal, 'hits'>): string | undefined {
  const [first] = hits;
  return first && NOUNS[first.observation.kind];
}

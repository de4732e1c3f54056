import { saysTheSame } from '../model/same-signal.ts';
import type { Signal } from '../model/signal.ts';
import { areSame } from './worked-out.ts';

type Signals = ReadonlyMap<string, Signal>;

/**
 * Gives signals that say what was known already as they were known, all of them where nothing is new, so that what was made of them
 * need not be made again: a look at a machine on which all is well changes what is compared, seldom what comes of it.
 */
export function asKnown(known: Signals | undefined, signals: Signals): Signals {
  if (!known) return signals;
  const same = new Map(
    [...signals].map(([name, signal]) => {
      const before = known.get(name);
      return [name, before && saysTheSame(before, signal) ? before : signal] as const;
    }),
  );
  return areSame([...known].flat(), [...same].flat()) ? known : same;
}

import type { TextMatches } from '../../detect/known-matches.ts';
import type { Bounds } from './layout.ts';
import { narrowAll, type ValuePlans } from './value-plan.ts';

type TextMatch = TextMatches[number];

/** The patterns that records of one layout meet, and where they capture from. */
export type MatchPlans = readonly { match: TextMatch; captures: ValuePlans }[];

/** The plans, by all that a further record agrees with that meets `matches`; undefined where it meets something else. */
export function narrowMatches(
  plans: MatchPlans,
  matches: TextMatches,
  text: string,
  bounds: Bounds,
): MatchPlans | undefined {
  const others = new Map(matches.map((match) => [match.signal, match]));
  const left: MatchPlans[number][] = [];
  for (const { match, captures } of plans) {
    const other = others.get(match.signal);
    others.delete(match.signal);
    if (other ? other.isAccepted !== match.isAccepted : !isOpen(match)) return undefined;
    const narrowed = other ? narrowAll(captures, other.captures, text, bounds) : captures;
    if (!narrowed) return undefined;
    left.push({ match, captures: narrowed });
  }
  const further = [...others.values()];
  if (!further.every(isOpen)) return undefined;
  if (further.length === 0 && left.every(({ captures }, i) => captures === plans[i]?.captures)) return plans;
  return [...left, ...further.map((match) => ({ match, captures: [] }))];
}

/**
 * Whether it makes no difference if a record meets this: fields decide, and did so against it. Its texts are numbers and names of
 * failures, and a client that is called `worker-104` holds one by chance.
 */
function isOpen({ signal, isAccepted }: TextMatch): boolean {
  return signal.fieldsDecide && isAccepted === undefined;
}

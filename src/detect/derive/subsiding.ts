/** A number below this is never a wave worth judging. */
const LEAST_PEAK = 3;
const LEAST_LOOKS = 4;
/** What stands at half its peak or higher has not gone back yet. */
const GONE_BACK = 0.5;
/** A descent counts from this part of the peak. */
const HIGH = 0.5;
/** A restart takes nearly everything away at once, where what is closed by and by goes in steps. */
const AT_ONCE = 0.85;
const LEAST_STEPS = 2;
/** The load falls along where it loses this part while the number falls. */
const LESS_LOAD = 0.25;

interface Descent {
  from: number;
  to: number;
}

/**
 * Whether a number goes up and comes down again by itself: each time that it falls from its height, it falls in steps or with the load
 * (the connections in use at the same moments), and it has gone back to less than half its peak, or has done so twice. A restart takes
 * everything away at once.
 */
export function isSubsiding(counts: readonly number[], load: readonly number[]): boolean {
  const peak = Math.max(...counts);
  if (counts.length < LEAST_LOOKS || peak < LEAST_PEAK) return false;
  const descents = descentsOf(counts).filter(({ from }) => (counts[from] ?? 0) >= HIGH * peak);
  const hasGoneBack = (counts.at(-1) ?? 0) <= GONE_BACK * peak;
  if (descents.length === 0 || (!hasGoneBack && descents.length < 2)) return false;
  return descents.every((descent) => isByAndBy(counts, descent) || isWithLoad(load, descent));
}

/** The stretches in which the number only falls. */
function descentsOf(counts: readonly number[]): Descent[] {
  const found: Descent[] = [];
  for (let at = 1; at < counts.length; at++) {
    const last = found.at(-1);
    if ((counts[at] ?? 0) >= (counts[at - 1] ?? 0)) continue;
    if (last?.to === at - 1) last.to = at;
    else found.push({ from: at - 1, to: at });
  }
  return found;
}

function isByAndBy(counts: readonly number[], { from, to }: Descent): boolean {
  const steps = counts.slice(from + 1, to + 1).map((count, i) => count / (counts[from + i] ?? count));
  return steps.length >= LEAST_STEPS && steps.every((left) => left >= 1 - AT_ONCE);
}

function isWithLoad(load: readonly number[], { from, to }: Descent): boolean {
  const [before, after] = [load[from] ?? 0, load[to] ?? 0];
  return before > 0 && after > 0 && after <= (1 - LESS_LOAD) * before;
}

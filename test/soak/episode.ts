/** Times and factors of the rules, as the configuration gives them. */
export interface Rules {
  quietMs: number;
  flapMs: number;
  evidenceMs: number;
  worseFactor: number;
}

/** One thing seen of a fault: a record, or a look at a machine that shows `sockets` of it, the same ones at each look. */
export interface Sighting {
  atMs: number;
  sockets?: number | undefined;
}

/** Records add up; of looks the one that shows most sockets counts. */
function countOf(hits: readonly Sighting[], before = 0): number {
  return hits.reduce(
    (count, { sockets }) => (sockets === undefined ? count + 1 : Math.max(count, sockets)),
    before,
  );
}

/** One episode of an incident as it must be. Times are epoch milliseconds. */
export interface Episode {
  number: number;
  state: 'open' | 'resolved';
  why?: 'cleared' | 'quiet' | 'person';
  count: number;
  firstMs: number;
  lastMs: number;
  /** What is not later than this belongs to the episode before. */
  coveredMs: number;
  flaps: number;
  owner?: { user: string; count: number };
  grewMs: number;
  changedMs: number;
  resolvedMs: number;
  /** It was open at some moment while no silence covered it, and for how many minutes while Slack worked too. */
  wasAudible: boolean;
  fairMinutes: number;
  /** It was resolved under a silence. */
  endedMuted: boolean;
  /** When a person deleted its card, and for how many fair minutes it was open after a change since. */
  deletedMs?: number;
  fairAgain: number;
  isDoubtful?: boolean;
}

/** An episode that begins with these hits, which arrive at `atMs`. */
export function createEpisode(number: number, hits: readonly Sighting[], atMs: number): Episode {
  return {
    number,
    state: 'open',
    count: countOf(hits),
    firstMs: hits.reduce((least, hit) => Math.min(least, hit.atMs), Infinity),
    lastMs: hits.reduce((most, hit) => Math.max(most, hit.atMs), -Infinity),
    coveredMs: -Infinity,
    flaps: 0,
    grewMs: atMs,
    changedMs: atMs,
    resolvedMs: 0,
    wasAudible: false,
    fairMinutes: 0,
    endedMuted: false,
    fairAgain: 0,
  };
}

/** The same with further hits. */
export function grow(now: Episode, hits: readonly Sighting[], atMs: number, { worseFactor }: Rules): Episode {
  const own = hits.filter((hit) => hit.atMs > now.coveredMs);
  if (own.length === 0) return now;
  const { owner, ...rest } = now;
  const count = countOf(own, now.count);
  const isReleased = now.state === 'open' && owner !== undefined && count >= owner.count * worseFactor;
  return {
    ...rest,
    ...(owner && !isReleased ? { owner } : {}),
    count,
    firstMs: own.reduce((least, hit) => Math.min(least, hit.atMs), now.firstMs),
    lastMs: own.reduce((most, hit) => Math.max(most, hit.atMs), now.lastMs),
    grewMs: atMs,
    changedMs: atMs,
  };
}

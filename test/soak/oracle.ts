/**
 * What must be in the end, computed from the whole scenario by the rules that the product promises, and by none of its code:
 *
 * 1. A fault of one runbook and one identity in one system is one incident; of more than three identities it is one of all. Each record counts once, however it was delivered;
 *    of looks at the same sockets the one that shows most counts.
 * 2. Nothing more seen (by arrival) for `quiet`: the next sweep resolves it. A record that says it is over, later (by event time)
 *    than all hits: it is resolved, and lasted until that record.
 * 3. A hit later than all that the resolved incident had seen brings it back: within `flap` of the resolution as the same episode,
 *    reopened once more and without its owner; after it as a new episode, which counts only what is later.
 * 4. A hit that is not later is counted where it belongs in the current episode, and reopens nothing.
 * 5. An owner stays until the incident comes back, or was seen ten times as often as when it was taken.
 * 6. An episode that was open and not silenced for a while in which Slack works has one card, or is on one digest card. One that
 *    never was has none. A deleted card is posted anew with the next change while it is open.
 *
 * 7. Of a flood only counts by the minute are kept for long. An episode that begins within the very minute in which the one before
 *    ended may miss some of that minute.
 *
 * A decision so near to a border that a retry or a late sweep may have turned it makes a doubt: what depends on it is not compared.
 */
import { groupBy } from '../support/group-by.ts';
import { createEpisode, type Episode, grow, type Rules, type Sighting } from './episode.ts';

const MINUTE_MS = 60_000;
/** A delivery that failed is tried again after one minute and after two more; a sweep comes each minute. */
const MARGIN_MS = 4 * MINUTE_MS;

/** One piece of evidence, as it truly is. */
export interface Fact extends Sighting {
  runbook: string;
  who: string;
  says: 'hit' | 'clear';
}

/** One fault of one identity in one system, with all its episodes. */
export interface Course {
  system: string;
  runbook: string;
  who: string;
  past: readonly Episode[];
  now: Episode | undefined;
  /** Why the current episode can't be compared. */
  doubt?: string;
  /** Some episode was in doubt, so their numbers say nothing. */
  isNumberKnown: boolean;
  clears: { atMs: number; forgottenMs: number }[];
  takenMs: number;
}

/** Facts that became known together: `firstTryMs` is before `atMs` where the delivery failed at first. */
interface Taking {
  system: string;
  facts: readonly Fact[];
  firstTryMs: number;
  atMs: number;
}

export interface Oracle {
  courses: ReadonlyMap<string, Course>;
  take(taking: Taking): void;
  /** A sweep that was not disturbed. */
  sweep(atMs: number): void;
  acknowledge(key: string, user: string, atMs: number): void;
  resolve(key: string, atMs: number): void;
  silence(key: string, fromMs: number, toMs: number): void;
  deleteCard(key: string, episode: number, atMs: number): void;
  /** Each minute: whether Slack takes messages, so that what should stand there can be there. */
  minute(atMs: number, isSlackFine: boolean): void;
}

/** The name of a course. */
export function courseKey(system: string, runbook: string, who: string): string {
  return `${system} ${runbook} ${who}`.trim();
}

export function createOracle(rules: Rules): Oracle {
  const courses = new Map<string, Course>();
  const silences = new Map<string, { fromMs: number; toMs: number }[]>();
  const isMuted = (key: string, atMs: number) =>
    (silences.get(key) ?? []).some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const change = (key: string, make: (episode: Episode) => Episode) => {
    const course = courses.get(key);
    if (course?.now) course.now = make(course.now);
  };
  const takeOne = (key: string, facts: readonly Fact[], { system, firstTryMs, atMs }: Taking) => {
    const { runbook, who } = facts[0] as Fact;
    const fresh = {
      system,
      runbook,
      who,
      past: [],
      now: undefined,
      isNumberKnown: true,
      clears: [],
      takenMs: 0,
    };
    const course: Course = courses.get(key) ?? fresh;
    courses.set(key, course);
    const clears = facts.filter(({ says }) => says === 'clear').map((fact) => fact.atMs);
    course.clears.push(...clears.map((at) => ({ atMs: at, forgottenMs: atMs + rules.evidenceMs })));
    course.clears = course.clears.filter(({ forgottenMs }) => forgottenMs > atMs);
    if (firstTryMs < atMs && course.takenMs >= firstTryMs)
      doubt(course, 'overtook a delivery that had failed');
    course.takenMs = atMs;
    const hits = facts.filter(({ says }) => says === 'hit');
    apply(course, hits, atMs, rules);
    const { now } = course;
    if (now?.state === 'open' && !isMuted(key, atMs)) course.now = { ...now, wasAudible: true };
    if (now?.state === 'resolved' && now.resolvedMs === atMs && isMuted(key, atMs))
      course.now = { ...now, endedMuted: true };
  };
  return {
    courses,
    take(taking) {
      const byKey = groupBy(taking.facts, ({ runbook, who }) => courseKey(taking.system, runbook, who));
      for (const [key, facts] of byKey) takeOne(key, facts, taking);
    },
    sweep(atMs) {
      for (const [key, course] of courses) {
        const { now } = course;
        if (now?.state !== 'open' || atMs - now.grewMs < rules.quietMs) continue;
        course.now = { ...ended(now, 'quiet', atMs), endedMuted: isMuted(key, atMs) };
      }
    },
    acknowledge: (key, user, atMs) =>
      change(key, (now) =>
        now.state === 'open' && !now.owner
          ? { ...now, owner: { user, count: now.count }, changedMs: atMs }
          : now,
      ),
    resolve: (key, atMs) =>
      change(key, (now) =>
        now.state === 'open' ? { ...ended(now, 'person', atMs), endedMuted: isMuted(key, atMs) } : now,
      ),
    silence: (key, fromMs, toMs) => void silences.set(key, [...(silences.get(key) ?? []), { fromMs, toMs }]),
    deleteCard(key, number, atMs) {
      const course = courses.get(key);
      const deleted = { deletedMs: atMs, fairAgain: 0 };
      if (!course) return;
      if (course.now?.number === number) course.now = { ...course.now, ...deleted };
      course.past = course.past.map((one) => (one.number === number ? { ...one, ...deleted } : one));
    },
    minute(atMs, isSlackFine) {
      for (const [key, course] of courses) {
        const { now } = course;
        if (now?.state !== 'open' || isMuted(key, atMs)) continue;
        const isChanged = now.deletedMs !== undefined && now.changedMs > now.deletedMs;
        course.now = {
          ...now,
          wasAudible: true,
          fairMinutes: now.fairMinutes + Number(isSlackFine),
          fairAgain: now.fairAgain + Number(isSlackFine && isChanged),
        };
      }
    },
  };
}

function doubt(course: Course, why: string): void {
  course.doubt ??= why;
  course.isNumberKnown = false;
}

function minuteOf({ atMs }: Sighting): number {
  return Math.floor(atMs / MINUTE_MS);
}

function ended(now: Episode, why: Episode['why'] & string, atMs: number): Episode {
  return { ...now, state: 'resolved', why, resolvedMs: atMs, changedMs: atMs };
}

/** What hits that have just become known, and the clears known by now, make of a course. */
function apply(course: Course, hits: readonly Sighting[], atMs: number, rules: Rules): void {
  const { now } = course;
  const clearedMs = Math.max(-Infinity, ...course.clears.map((clear) => clear.atMs));
  if (!now) {
    if (hits.length > 0) course.now = cleared(createEpisode(1, hits, atMs), clearedMs, atMs);
    return;
  }
  if (now.state === 'open') {
    if (hits.length > 0 && atMs - now.grewMs > rules.quietMs - MARGIN_MS)
      doubt(course, 'grew about to go quiet');
    course.now = cleared(grow(now, hits, atMs, rules), clearedMs, atMs);
    return;
  }
  const until = now.why === 'cleared' ? Math.max(now.lastMs, clearedMs) : now.lastMs;
  const later = hits.filter((hit) => hit.atMs > until);
  if (later.length === 0) {
    course.now = grow(now, hits, atMs, rules);
    return;
  }
  const sinceMs = atMs - now.resolvedMs;
  if (now.why === 'quiet' && sinceMs < MARGIN_MS) doubt(course, 'came back at once');
  if (Math.abs(sinceMs - rules.flapMs) < MARGIN_MS) doubt(course, 'came back at the end of the flap time');
  if (sinceMs <= rules.flapMs) {
    const { owner: _, ...rest } = now;
    const back: Episode = { ...rest, state: 'open', flaps: now.flaps + 1, grewMs: atMs, changedMs: atMs };
    course.now = cleared(grow(back, hits, atMs, rules), clearedMs, atMs);
    return;
  }
  course.past = [...course.past, { ...now, ...(course.doubt ? { isDoubtful: true } : {}) }];
  if (sinceMs > rules.flapMs + MARGIN_MS) delete course.doubt;
  if (later.some((hit) => minuteOf(hit) === Math.floor(until / MINUTE_MS)))
    course.doubt ??= 'begins within the minute in which the one before ended';
  const next = { ...createEpisode(now.number + 1, later, atMs), coveredMs: until };
  course.now = cleared(next, clearedMs, atMs);
}

function cleared(now: Episode, clearedMs: number, atMs: number): Episode {
  if (now.state !== 'open' || clearedMs < now.lastMs) return now;
  return { ...ended(now, 'cleared', atMs), lastMs: clearedMs };
}

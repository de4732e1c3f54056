import type { Bucket } from './bucket.ts';
import { copyOf } from './copy-bucket.ts';

/** What one signal has met. Signals that have met the same records share the bucket of one of them, which the others follow. */
export interface Counted {
  key: string;
  bucket: Bucket;
  follows?: Following | undefined;
  followers: Counted[];
}

interface Following {
  leader: Counted;
  /** What a record meets beside this signal, by what it meets beside the leader. */
  alsoMeets: Map<string, readonly string[]>;
}

/** What a record meets of one signal, as far as it decides with which others that may be counted together. */
export interface CountedMet {
  signal: { key: string; per: readonly string[]; sample: boolean; firstOf?: string };
  alsoMeets: readonly string[];
}

/** One met signal of a record. `about` is what tells its hit apart from others. */
interface Meeting {
  met: CountedMet;
  counted: Counted;
  /** Nothing was counted for it so far. */
  isNew: boolean;
  about: string | undefined;
}

const SEPARATOR = '\u0000';
const NONE: readonly string[] = [];

/** Where the hit of one of the signals that a record meets is counted: its place among them, and the bucket. */
export interface Opened {
  at: number;
  bucket: Bucket;
}

/** Which signals follow which. */
export interface Families {
  /** Prepares what one record meets, and gives where it is to be counted: at each leader, and at each signal that follows none. */
  leadersOf(meetings: readonly Meeting[]): Opened[];
  /** Gives a signal, and those that follow it, buckets of their own. */
  part(one: Counted): void;
  /** How often signals were put together or parted. */
  changes(): number;
}

/** Starts without any. */
export function createFamilies(): Families {
  const done: Done = { changes: 0 };
  return {
    leadersOf(meetings) {
      const of = new Map(meetings.map((one) => [one.counted, one]));
      const isOnceEach = of.size === meetings.length;
      // A record that meets a signal twice is counted twice for it alone.
      for (const { counted } of meetings) {
        if (isOnceEach) partWhere(counted.follows?.leader ?? counted, of, done);
        else part(counted, done);
      }
      if (isOnceEach) for (const [i, one] of meetings.entries()) followOne(one, meetings.slice(0, i), done);
      return meetings.flatMap(({ counted: { follows, bucket } }, at) => (follows ? [] : [{ at, bucket }]));
    },
    part: (one) => part(one, done),
    changes: () => done.changes,
  };
}

interface Done {
  changes: number;
}

function follow(one: Counted, leader: Counted, alsoMeets: Following['alsoMeets'], done: Done): void {
  one.follows = { leader, alsoMeets };
  leader.followers.push(one);
  done.changes++;
}

function detach(one: Counted, done: Done): void {
  const { follows } = one;
  if (!follows) return;
  one.bucket = copyOf(follows.leader.bucket, (others) => otherOf(follows, others));
  one.follows = undefined;
  follows.leader.followers = follows.leader.followers.filter((other) => other !== one);
  done.changes++;
}

function part(one: Counted, done: Done): void {
  detach(one, done);
  for (const other of one.followers) detach(other, done);
}

/**
 * Parts a leader from those that a record tells apart from it. Those that it meets without their leader stay together as far as it
 * meets them alike, and so do those that it does not meet.
 */
function partWhere(leader: Counted, of: ReadonlyMap<Counted, Meeting>, done: Done): void {
  const apart = leader.followers.filter((one) => !staysWith(one, of));
  const tables = new Map(apart.map((one) => [one, one.follows?.alsoMeets]));
  for (const one of apart) detach(one, done);
  for (const isMet of [true, false]) {
    const [first, ...others] = apart.filter((one) => of.has(one) === isMet);
    for (const one of others) {
      if (!first) continue;
      follow(one, first, between(tables.get(first), tables.get(one)), done);
      if (!staysWith(one, of)) detach(one, done);
    }
  }
}

/** Of signals that nothing was counted for, those that are alike follow the first. */
function followOne(one: Meeting, before: readonly Meeting[], done: Done): void {
  const leader = one.isNew && before.find((other) => mayLead(other, one));
  if (!leader) return;
  const key = leader.met.alsoMeets.join(SEPARATOR);
  follow(one.counted, leader.counted, new Map([[key, one.met.alsoMeets]]), done);
}

/** What records meet beside one follower of a leader by what they meet beside another. */
function between(first = NO_OTHERS, other = NO_OTHERS): Following['alsoMeets'] {
  return new Map([...first].map(([key, own]) => [own.join(SEPARATOR), other.get(key) ?? NONE]));
}

const NO_OTHERS: Following['alsoMeets'] = new Map();

/** Whether two signals that nothing was counted for are asked the same of each record that both meet. */
function mayLead({ isNew, counted, met, about }: Meeting, other: Meeting): boolean {
  const [{ signal }, { signal: own }] = [met, other.met];
  const isAlike = signal.per === own.per && signal.sample === own.sample && about === other.about;
  return isNew && isAlike && !counted.follows && signal.firstOf === undefined && own.firstOf === undefined;
}

/** Whether a record is the same to a follower as to its leader: met by neither, or by both alike. */
function staysWith(one: Counted, of: ReadonlyMap<Counted, Meeting>): boolean {
  const { follows } = one;
  const [own, leader] = [of.get(one), follows && of.get(follows.leader)];
  if (!follows || !own || !leader) return own === leader;
  if (own.about !== leader.about) return false;
  const key = leader.met.alsoMeets.join(SEPARATOR);
  const known = follows.alsoMeets.get(key);
  if (known) return isSame(known, own.met.alsoMeets);
  // Two records that the leader tells apart must not be alike to the follower.
  for (const others of follows.alsoMeets.values()) if (isSame(others, own.met.alsoMeets)) return false;
  follows.alsoMeets.set(key, own.met.alsoMeets);
  return true;
}

/** What a record meets beside a follower, by what it meets beside the leader. */
export function otherOf({ alsoMeets }: Following, ofLeader: readonly string[]): readonly string[] {
  return alsoMeets.get(ofLeader.join(SEPARATOR)) ?? NONE;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}

import { type Identity, isWithin, type KnownGroup } from '../model/occurrence.ts';

/** Up to here each identity of a runbook is an incident that can be read and acknowledged by itself; more have one cause. */
export const MOST_ALONE = 3;
/** Most incidents that one runbook makes of a system at once: 20 cards, a channel's budget, hold four such runbooks. */
export const MOST_PARTIES = 5;

/** Whom one occurrence is about: one identity, or what several share. */
export interface Party {
  identity: Identity;
  /** Newest first; of one identity alone, that one. */
  members: readonly Identity[];
  /** Members of a group that are not seen since it was over. */
  past: readonly Identity[];
  isGroup: boolean;
}

/** An identity, and when it was last seen (epoch milliseconds; -Infinity where no record has a time). */
export interface SeenIdentity {
  identity: Identity;
  lastMs: number;
}

/**
 * Joins the identities that a runbook concerns into at most five parties, and one more for each group that is over. More than three
 * with a label in common are a group named by it; the labels that differ are left out. Of the same identities it always makes the
 * same parties. `known` groups matter only where the evidence has become less: they stay the home of members still seen.
 */
export function groupIdentities(seen: readonly SeenIdentity[], known: readonly KnownGroup[]): Party[] {
  const over = known.filter(({ untilMs }) => untilMs !== undefined);
  const past = new Map<KnownGroup, Identity[]>();
  const current: Identity[] = [];
  for (const { identity, lastMs } of seen) {
    const group = nearest(
      identity,
      over.filter(({ untilMs = -Infinity }) => lastMs <= untilMs),
    );
    if (group) past.set(group, [...(past.get(group) ?? []), identity]);
    else current.push(identity);
  }
  const parties = current.length > MOST_ALONE ? byCommon(current) : atHome(current, known);
  return withPast(parties, past);
}

/** Members of a group that is open stay in it, however few they are now. */
function atHome(identities: readonly Identity[], known: readonly KnownGroup[]): Party[] {
  const open = known.filter(({ untilMs }) => untilMs === undefined);
  const members = new Map<KnownGroup, Identity[]>();
  const alone: Party[] = [];
  for (const identity of identities) {
    const group = nearest(identity, open);
    if (group) members.set(group, [...(members.get(group) ?? []), identity]);
    else alone.push(single(identity));
  }
  return [...groupsOf(members), ...alone];
}

function byCommon(identities: readonly Identity[]): Party[] {
  const counts = new Map<string, number>();
  for (const identity of identities)
    for (const label of labelsOf(identity)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const classes = new Map<string, Identity[]>();
  for (const identity of identities) {
    const common = labelsOf(identity).filter((label) => (counts.get(label) ?? 0) > MOST_ALONE);
    const key = common.toSorted().join('\u0000');
    const members = classes.get(key);
    if (members) members.push(identity);
    else classes.set(key, [identity]);
  }
  const parties = [...classes.values()].flatMap((members) =>
    members.length > MOST_ALONE ? [groupOf(members)] : members.map(single),
  );
  return parties.length > MOST_PARTIES ? [groupOf(identities)] : parties;
}

/** Evidence of a group that is over stays with it. Where the same group is seen again, its members are those of now. */
function withPast(parties: readonly Party[], past: ReadonlyMap<KnownGroup, readonly Identity[]>): Party[] {
  const left = groupsOf(past);
  const joined = parties.map((party) => {
    const same = left.findIndex(({ identity }) => areEqual(identity, party.identity));
    const [found] = same < 0 ? [] : left.splice(same, 1);
    return found ? { ...party, past: found.members } : party;
  });
  return [...joined, ...left];
}

function areEqual(a: Identity, b: Identity): boolean {
  return isWithin(a, b) && isWithin(b, a);
}

function groupsOf(members: ReadonlyMap<KnownGroup, readonly Identity[]>): Party[] {
  return [...members].map(([{ identity }, all]) => ({ identity, members: all, past: [], isGroup: true }));
}

function groupOf(members: readonly Identity[]): Party {
  const [first = {}, ...others] = members;
  const shared = Object.entries(first).filter(([name, value]) =>
    others.every((other) => other[name] === value),
  );
  return { identity: Object.fromEntries(shared), members, past: [], isGroup: true };
}

function single(identity: Identity): Party {
  return { identity, members: [identity], past: [], isGroup: false };
}

/** Of the groups that an identity is within, the one with most labels. */
function nearest(identity: Identity, groups: readonly KnownGroup[]): KnownGroup | undefined {
  return groups
    .filter((group) => isWithin(identity, group.identity))
    .toSorted((a, b) => Object.keys(b.identity).length - Object.keys(a.identity).length)[0];
}

function labelsOf(identity: Identity): string[] {
  return Object.entries(identity).map((entry) => JSON.stringify(entry));
}

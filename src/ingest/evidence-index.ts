import { changeItem } from '../store/change-item.ts';
import type { StoreContext } from '../store/store-context.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const INDEX = 'evidence-index';

/** Minutes of event time that a system keeps evidence of; the oldest make room. */
export const MOST_MINUTES = 720;

/** What is kept of a minute of event time. */
export interface KeptMinute {
  /** How often its lines changed, and how often what is only digested did. */
  rev: number;
  more: number;
  /** Events whose lines are kept. */
  events: number;
  expiresMs: number;
}

/** Of which minutes (epoch minutes) a system has evidence. `changes` counts everything that came. */
export interface EvidenceIndex {
  changes: number;
  minutes: Readonly<Record<string, KeptMinute>>;
}

/**
 * As it is stored: each delivery writes it, so minutes are a few characters each, in an entry of their own. A function of an earlier
 * version, which may run on during an update, takes that entry for a minute without events, keeps it, and adds minutes beside it.
 */
interface StoredIndex {
  changes: number;
  minutes: Readonly<Record<string, KeptMinute & { packed?: string }>>;
}

/** Where the packed minutes stand: no evidence is of 1970. */
const HOLDER = '0';
const NO_EVIDENCE: StoredIndex = { changes: 0, minutes: {} };

function pack({ changes, minutes }: EvidenceIndex): StoredIndex {
  const kept = Object.entries(minutes);
  const packed = kept.map(([minute, { rev, more, events, expiresMs }]) =>
    [minute, rev, more, events, expiresMs / HOUR_MS].join(' '),
  );
  const expiresMs = Math.max(0, ...kept.map(([, one]) => one.expiresMs));
  return {
    changes,
    minutes: { [HOLDER]: { rev: 0, more: 0, events: 0, expiresMs, packed: packed.join('\n') } },
  };
}

function unpack({ changes, minutes }: StoredIndex): EvidenceIndex {
  const { [HOLDER]: holder, ...plain } = minutes;
  if (holder?.packed === undefined) return { changes, minutes };
  const known: Record<string, KeptMinute> = {};
  for (const line of holder.packed.split('\n').filter((one) => one !== '')) {
    const [minute = '', rev, more, events, expires] = line.split(' ');
    const expiresMs = Number(expires) * HOUR_MS;
    known[minute] = { rev: Number(rev), more: Number(more), events: Number(events), expiresMs };
  }
  for (const [minute, one] of Object.entries(plain)) known[minute] = added(known[minute], one);
  return { changes, minutes: known };
}

/** Both count what came, each on its own. */
function added(some: KeptMinute | undefined, others: KeptMinute): KeptMinute {
  if (!some) return others;
  return {
    rev: some.rev + others.rev,
    more: some.more + others.more,
    events: some.events + others.events,
    expiresMs: Math.max(some.expiresMs, others.expiresMs),
  };
}

/** The minute of an event time in which its evidence is kept. */
export function minuteOf(atMs: number): number {
  return Math.max(0, Math.floor(atMs / MINUTE_MS));
}

/** When evidence that comes now expires. By whole hours, so that the digests of older evidence are rebuilt once an hour only. */
export function evidenceExpiresMs({ nowMs, config }: StoreContext): number {
  return Math.ceil((nowMs() + config.incidents.evidenceMs) / HOUR_MS) * HOUR_MS;
}

/** The index of a system, without what has expired. */
export async function readIndex({ table, nowMs }: StoreContext, system: string): Promise<EvidenceIndex> {
  const item = await table.get(INDEX, system, nowMs());
  return live(unpack((item?.body as StoredIndex | undefined) ?? NO_EVIDENCE), nowMs());
}

/** Records that a system has new evidence, and in which minutes: a triage that runs at the same time sees that it read too early. */
export async function noteEvidence(
  context: StoreContext,
  system: string,
  changed: ReadonlyMap<number, Pick<KeptMinute, 'rev' | 'more' | 'events'>>,
): Promise<void> {
  const expiresMs = evidenceExpiresMs(context);
  const place = { pk: INDEX, sk: system, keptMs: expiresMs - context.nowMs() + DAY_MS };
  await changeItem<StoredIndex>(context, place, (known) => {
    const { changes, minutes } = live(unpack(known ?? NO_EVIDENCE), context.nowMs());
    if (changed.size === 0) return pack({ changes: changes + 1, minutes });
    const next: Record<string, KeptMinute> = { ...minutes };
    for (const [minute, { rev, more, events }] of changed) {
      const before = next[minute] ?? { rev: 0, more: 0, events: 0 };
      next[minute] = {
        rev: before.rev + rev,
        more: before.more + more,
        events: before.events + events,
        expiresMs,
      };
    }
    return pack({ changes: changes + 1, minutes: newest(next) });
  });
}

function live(index: EvidenceIndex, nowMs: number): EvidenceIndex {
  const isLive = ({ expiresMs }: KeptMinute) => expiresMs > nowMs;
  if (Object.values(index.minutes).every(isLive)) return index;
  const unexpired = Object.entries(index.minutes).filter(([, kept]) => isLive(kept));
  return { ...index, minutes: Object.fromEntries(unexpired) };
}

function newest(minutes: Readonly<Record<string, KeptMinute>>): EvidenceIndex['minutes'] {
  const kept = Object.entries(minutes);
  if (kept.length <= MOST_MINUTES) return minutes;
  const ascending = kept.toSorted(([a], [b]) => Number(a) - Number(b));
  return Object.fromEntries(ascending.slice(-MOST_MINUTES));
}

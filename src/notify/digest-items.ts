import type { Incident, RefusedContent } from '../model/incident.ts';
import type { DigestedIncident } from '../render/slack/digest-message.ts';
import { changeItem } from '../store/change-item.ts';
import type { ChatContext } from './notify-context.ts';
import type { PostRecord } from './post-once.ts';

const DIGEST = 'digest';
const MEMBER = 'digest-member';
const KEPT_MS = 7 * 86_400_000;
/** A member stays on the card as long as its incident may change. */
const MEMBER_KEPT_MS = 60 * 86_400_000;

type Store = Pick<ChatContext, 'table' | 'nowMs'>;

/** One card of a channel that stands for all incidents beyond its budget in one window. Its members are items of their own. */
export interface Digest extends PostRecord {
  id: string;
  channel: string;
  fromMs: number;
  queuedUntilMs: number;
  /**
   * `behind`: an incident was counted that the card may not show. `rendering`: the run that began render number `renders` has listed
   * the members since. `shown`: the card shows them all.
   */
  card: 'behind' | 'rendering' | 'shown';
  renders: number;
  /** Slack refused what the card shows; a plain one stands in its place. */
  refused?: RefusedContent;
  /** What an earlier version counted, which kept the members here. */
  incidents?: Readonly<Record<string, DigestedIncident>>;
}

/** Whether a piece of queued work is a digest, not an incident. */
export function isDigestId(id: string): boolean {
  return id.startsWith(`${DIGEST}:`);
}

/** The digest of a channel for the window that begins at a time (epoch milliseconds). */
export function digestId(channel: string, fromMs: number): string {
  return `${DIGEST}:${fromMs}:${channel}`;
}

/** Digests of the last days whose card may not show all they count. */
export async function listDigests({ table, nowMs }: Store): Promise<string[]> {
  const items = await table.list({ pk: DIGEST, headsOnly: true }, nowMs());
  return items.filter(({ head }) => head?.['card'] !== 'shown').map(({ sk }) => sk);
}

/** A digest as it is stored, or an empty one. */
export async function readDigest({ table, nowMs }: Store, id: string): Promise<Digest> {
  return toDigest(id, (await table.get(DIGEST, id, nowMs()))?.body);
}

/** Changes a digest, as `changeItem` does. */
export async function changeDigest(
  context: Store,
  id: string,
  change: (digest: Digest) => Digest,
): Promise<Digest> {
  const place = { pk: DIGEST, sk: id, keptMs: KEPT_MS, headOf: ({ card }: Digest) => ({ card }) };
  const changed = await changeItem<Digest>(context, place, (known) =>
    change(known && 'card' in known ? known : toDigest(id, known)),
  );
  return toDigest(id, changed);
}

/** Counts an incident in a digest; counted again, it is told as it is now. */
export async function putMember(
  { table, nowMs }: Store,
  digest: string,
  { id, system, count, state, diagnosis: { runbook, title } }: Incident,
): Promise<void> {
  const head: DigestedIncident = { id, runbook, title, system, count, state };
  const item = { pk: `${MEMBER}#${digest}`, sk: id, version: 1, head: { ...head } };
  await table.put({ ...item, expiresAtMs: nowMs() + MEMBER_KEPT_MS }, 'any', nowMs());
}

/** All that a digest counts. */
export async function listMembers(
  { table, nowMs }: Store,
  { id, incidents }: Digest,
): Promise<DigestedIncident[]> {
  const items = await table.list({ pk: `${MEMBER}#${id}` }, nowMs());
  const members = items.map(({ sk, head }) => [sk, head as unknown as DigestedIncident]);
  return Object.values({ ...incidents, ...Object.fromEntries(members) });
}

function toDigest(id: string, body: unknown): Digest {
  const [, fromMs = '0', ...channel] = id.split(':');
  const empty: Digest = {
    id,
    channel: channel.join(':'),
    fromMs: Number(fromMs),
    queuedUntilMs: 0,
    card: 'behind',
    renders: 0,
  };
  return { ...empty, ...(body as Partial<Digest> | undefined) };
}

import { createHash } from 'node:crypto';
import { noted } from '../incidents/life-cycle.ts';
import { isActive, matchesLabels } from '../incidents/silence-matching.ts';
import { suppress } from '../incidents/suppress.ts';
import type { LabelMatchers } from '../model/command.ts';
import type { Incident } from '../model/incident.ts';
import type { Silence } from '../model/silence.ts';
import { counted, duration } from '../render/in-words.ts';
import { describeSilence } from '../render/slack/answers/silence-list.ts';
import { labelsOf } from '../store/incident-head.ts';
import { changeIncident } from '../store/incident-items.ts';
import { listOpen, listSince } from '../store/incident-lists.ts';
import { putSilence } from '../store/silence-items.ts';
import type { StoreContext } from '../store/store-context.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Open incidents whose cards are edited to show a silence; the mute itself knows no such bound. */
const MOST_CARDS = 50;

/** What to mute, for how long, why, and where to say that it has ended. */
interface SilenceRequest {
  kind: 'silence' | 'maintenance';
  matchers: LabelMatchers;
  isExact: boolean;
  startMs: number;
  durationMs: number;
  reason: string;
  userId: string;
  thread?: Silence['thread'];
  /** The one incident that it is for: it ends with it. */
  incident?: string;
}

/** Labels of an incident that name it and no other: what a silence of it alone matches. */
export function ownMatchers({ labels }: Pick<Incident, 'labels'>): LabelMatchers {
  const { severity: _, ...matchers } = labels;
  return matchers;
}

/** Keeps a silence, at most as long as the configuration allows, and shows it on the cards it covers. The same request within a minute makes one silence. */
export async function setSilence(context: StoreContext, request: SilenceRequest): Promise<Silence> {
  const { kind, matchers, isExact, startMs, reason, userId, thread, incident } = request;
  const durationMs = Math.min(Math.max(MINUTE_MS, request.durationMs), context.config.longestSilenceMs);
  const minute = Math.floor(startMs / MINUTE_MS);
  const seed = JSON.stringify([kind, matchers, isExact, durationMs, reason, userId, minute]);
  const hash = createHash('sha256').update(seed).digest('hex').slice(0, 8);
  const silence: Silence = {
    id: `${kind === 'maintenance' ? 'm' : 's'}-${hash}`,
    kind,
    matchers,
    isExact,
    startMs,
    endMs: startMs + durationMs,
    author: userId,
    reason,
    ...(thread ? { thread } : {}),
    ...(incident ? { incident } : {}),
  };
  await putSilence(context, silence);
  const what = kind === 'maintenance' ? `maintenance planned` : `silenced for ${duration(durationMs)}`;
  await noteOnCovered(context, silence, { what: `${what}: ${reason}`, by: userId });
  return silence;
}

/** A silence that was just set, in words, and whether it was shortened. */
export function describeSet(silence: Silence, requestedMs: number, nowMs: number): string {
  const setMs = silence.endMs - silence.startMs;
  const isShortened = setMs < requestedMs;
  const shortened = `\n⚠️ Asked for ${duration(requestedMs)}, set to ${duration(setMs)}: that is the longest that is allowed here.`;
  return `${describeSilence(silence, nowMs)}${isShortened ? shortened : ''}`;
}

/** How much a silence mutes: incidents that are open now, and what it would have muted in the day before. */
export async function describeReach(context: StoreContext, silence: Silence): Promise<string> {
  const open = (await listOpen(context)).filter((head) => matchesLabels(silence, labelsOf(head))).length;
  const lastDay = (await seenLastDay(context)).filter((labels) => matchesLabels(silence, labels)).length;
  return `It mutes ${counted(open, 'open incident')}; in the last day it would have muted ${counted(lastDay, 'incident')}.`;
}

/** Ends a silence now; undefined when it has ended already. */
export async function endSilence(
  context: StoreContext,
  silence: Silence,
  userId: string,
): Promise<Silence | undefined> {
  const nowMs = context.nowMs();
  if ((silence.endedMs ?? silence.endMs) <= nowMs) return undefined;
  const { thread: _, ...rest } = silence;
  const ended = { ...rest, endedMs: nowMs, endedBy: userId };
  await putSilence(context, ended);
  await noteOnCovered(context, ended, { what: 'silence ended', by: userId });
  return ended;
}

/** How far a silence of an incident may reach, from it alone to its whole system. */
export interface SilenceScope {
  value: string;
  label: string;
  matchers: LabelMatchers;
  isExact: boolean;
}

/** The scopes to choose from, each once. All are exact: a label that a log made is never read as a pattern. */
export function scopesOf(incident: Incident): SilenceScope[] {
  const { runbook = '', system = '' } = incident.labels;
  const all: SilenceScope[] = [
    { value: 'incident', label: 'this incident', matchers: ownMatchers(incident), isExact: true },
    {
      value: 'runbook',
      label: `every ${runbook} in system ${system}`,
      matchers: { runbook, system },
      isExact: true,
    },
    { value: 'everywhere', label: `every ${runbook}, in all systems`, matchers: { runbook }, isExact: true },
    { value: 'system', label: `all of system ${system}`, matchers: { system }, isExact: true },
  ];
  const seen = new Set<string>();
  return all.filter(({ matchers }) => {
    const key = JSON.stringify(Object.entries(matchers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Labels of the incidents, past episodes too, that were seen in the day before now: what a silence would have muted. */
export async function seenLastDay(context: StoreContext): Promise<LabelMatchers[]> {
  return (await listSince(context, context.nowMs() - DAY_MS)).map(labelsOf);
}

async function noteOnCovered(
  context: StoreContext,
  silence: Silence,
  { what, by }: { what: string; by: string },
): Promise<void> {
  const heads = (await listOpen(context)).filter((head) => matchesLabels(silence, labelsOf(head)));
  const nowMs = context.nowMs();
  // What came before counts as told: the mute counts from here.
  const mute =
    isActive(silence, nowMs) && silence.endedMs === undefined ? { silencedUntilMs: silence.endMs } : {};
  for (const { fingerprint, id } of heads.slice(0, MOST_CARDS)) {
    await changeIncident(context, fingerprint, (known) =>
      known?.id === id && known.state === 'open'
        ? suppress(noted(known, { atMs: nowMs, what, by }), mute)
        : known,
    );
    await context.queue.send(id, 0);
  }
}

import { resolve } from '../incidents/life-cycle.ts';
import { routeOf, sourceOf } from '../incidents/match-config.ts';
import { nextReminder } from '../incidents/next-reminder.ts';
import type { Failure } from '../model/failure.ts';
import type { InternalError } from '../model/internal-error.ts';
import { renderSilenceEnded, renderSourceSilent } from '../render/slack/notices.ts';
import { repairLists } from '../store/check-lists.ts';
import { type Containing, containing } from '../store/containing.ts';
import { type IncidentHead, isBehind, labelsOf } from '../store/incident-head.ts';
import { changeIncident } from '../store/incident-items.ts';
import { listActive } from '../store/incident-lists.ts';
import {
  clearInternalError,
  listInternalErrors,
  recordInternalError,
} from '../store/internal-error-items.ts';
import { listSilences } from '../store/silence-items.ts';
import { listSources, putSource } from '../store/source-items.ts';
import { notifyDigest } from './digest.ts';
import { listDigests } from './digest-items.ts';
import { endSilencesOfPast } from './end-silences.ts';
import type { ChatContext } from './notify-context.ts';
import { recordDamage, subjectOf } from './notify-damaged.ts';
import { retryOutlets } from './publish-change.ts';
import { sendOnce } from './send-once.ts';
import { listRefusals, type SlackRefusal } from './slack-refusal.ts';

const JUST_MS = 180_000;

/** An error that kept an incident or a digest from being handled: it is tried again after this time. */
const LEFT_ALONE_MS = 3_600_000;
const DIGEST_ERROR = {
  what: 'its card could not be rendered',
  hint: 'The log of sweep says what failed; `/triage incidents` lists the incidents that it counts.',
  isWhole: true,
};

/** What a sweep found to do. */
export interface Swept {
  queued: number;
  resolved: number;
  silencesEnded: number;
  silentSources: number;
  /** What Slack still refuses, by channel. */
  refusals: readonly SlackRefusal[];
  /** Outlets that are behind, by incident. */
  outlets: readonly { outlet: string; message: string; hint: string }[];
  /** What our own code could not do, by subject. */
  internalErrors: readonly InternalError[];
  /** What our own code threw in this sweep. */
  failures: readonly Failure[];
}

/**
 * Periodic maintenance, once a minute: queues pending incidents again, resolves quiet ones, and posts notices of ended silences and
 * silent sources. What can't be handled costs nothing but itself.
 */
export async function sweep(given: ChatContext): Promise<Swept> {
  const containment = containing(given);
  const { context, contain, failures } = containment;
  await repairLists(containment);
  const { queued, resolved } = await sweepIncidents(containment);
  await sweepDigests(containment);
  return {
    queued,
    resolved,
    silencesEnded: (await contain('notices of silences', () => endSilences(context))) ?? 0,
    silentSources: (await contain('notices of silent sources', () => notifySilentSources(context))) ?? 0,
    refusals: await listRefusals(context),
    outlets: (await contain('outlets', () => retryOutlets(context))) ?? [],
    internalErrors: await listInternalErrors(context),
    failures: failures.list(),
  };
}

async function sweepIncidents({ context, contain, failures }: Containing<ChatContext>) {
  const errors = await errorsBySubject(context);
  const isEarlier = (await contain('silences', () => hasJustEndedEarly(context))) ?? false;
  const did = { queued: 0, resolved: 0 };
  for (const head of await listActive(context)) {
    const error = errors.get(subjectOf(head.id));
    const isHeld = isRecent(context, error);
    if (isHeld && error?.isWhole) continue;
    const known = isEarlier ? { ...head, notBeforeMs: 0 } : head;
    const outcome = await contain(`incident ${head.id}`, () =>
      sweepIncident(context, isHeld ? { ...known, shownVersion: head.version } : known),
    );
    if (!outcome) {
      await recordDamage(context, head.id, failures.list(), true);
      // Notify posts what can be read of it.
      await context.queue.send(head.id, 0);
    }
    if (outcome !== 'nothing') did.queued++;
    if (outcome === 'resolved') did.resolved++;
  }
  return did;
}

async function sweepIncident(
  context: ChatContext,
  head: IncidentHead,
): Promise<'resolved' | 'queued' | 'nothing'> {
  const isQuiet = hasGoneQuiet(context, head);
  if (!isQuiet && !isDue(context, head)) return 'nothing';
  if (isQuiet)
    await changeIncident(context, head.fingerprint, (known) =>
      known && known.grewMs === head.grewMs ? resolve(known, { atMs: context.nowMs(), why: 'quiet' }) : known,
    );
  await context.queue.send(head.id, 0);
  return isQuiet ? 'resolved' : 'queued';
}

async function sweepDigests({ context, contain }: Containing<ChatContext>): Promise<void> {
  const errors = await errorsBySubject(context);
  for (const id of await listDigests(context)) {
    const subject = `digest ${id}`;
    if (isRecent(context, errors.get(subject))) continue;
    const outcome = await contain(subject, () => notifyDigest(context, id));
    if (!outcome) await recordInternalError(context, { subject, ...DIGEST_ERROR });
    else if (errors.has(subject)) await clearInternalError(context, subject);
    if (outcome?.retryAfterMs !== undefined) await context.queue.send(id, context.config.channels.paceMs);
  }
}

async function errorsBySubject(context: ChatContext): Promise<ReadonlyMap<string, InternalError>> {
  return new Map((await listInternalErrors(context)).map((error) => [error.subject, error]));
}

/** Whether a subject is left alone for now, because of what it last failed at. */
function isRecent({ nowMs }: ChatContext, error: InternalError | undefined): boolean {
  return error !== undefined && nowMs() - error.atMs < LEFT_ALONE_MS;
}

function hasGoneQuiet({ config, nowMs }: ChatContext, { state, grewMs }: IncidentHead): boolean {
  return state === 'open' && nowMs() - grewMs >= config.incidents.quietMs;
}

function isDue({ config, nowMs }: ChatContext, head: IncidentHead): boolean {
  if (head.notBeforeMs > nowMs()) return false;
  if (isBehind(head)) return true;
  const next = nextReminder(head.reminding, config.incidents, routeOf(config, labelsOf(head)).escalate);
  return next !== undefined && nowMs() >= next.atMs;
}

/** Whether somebody has just ended a silence early: the incidents it muted still wait for its planned end. */
async function hasJustEndedEarly(context: ChatContext): Promise<boolean> {
  return (await listSilences(context)).some(
    ({ endedMs }) => endedMs !== undefined && context.nowMs() - endedMs < JUST_MS,
  );
}

/** Posts once, in its thread, that a silence has ended. */
async function endSilences(context: ChatContext): Promise<number> {
  const silences = await listSilences(context);
  await endSilencesOfPast(context, silences);
  const ended = silences.filter(
    ({ endMs, endedMs, thread }) => thread && (endedMs ?? endMs) <= context.nowMs(),
  );
  let notified = 0;
  for (const silence of ended) {
    const { thread, id } = silence;
    if (
      thread &&
      (await sendOnce(context, `silence-ended:${id}`, {
        ...thread,
        content: renderSilenceEnded(silence),
      })) === 'posted'
    )
      notified++;
  }
  return notified;
}

/** Posts once that a source has stopped sending; again only after it has sent in between. */
async function notifySilentSources(context: ChatContext): Promise<number> {
  let notified = 0;
  for (const head of await listSources(context)) {
    const { silentAfterMs, system } = sourceOf(context.config, { name: head.name });
    if (silentAfterMs === undefined || head.silenceNotifiedMs !== undefined) continue;
    if (context.nowMs() - head.heardMs < silentAfterMs) continue;
    const { channel } = routeOf(context.config, { system, source: head.name, severity: 'warning' });
    const content = renderSourceSilent(head.name, head.heardMs);
    const sent = await sendOnce(context, `source-silent:${head.name}:${head.heardMs}`, { channel, content });
    if (sent === 'waiting') continue;
    await putSource(context, { ...head, silenceNotifiedMs: context.nowMs() });
    if (sent === 'posted') notified++;
  }
  return notified;
}

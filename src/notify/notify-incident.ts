import type { HalfopenError } from '../errors.ts';
import type { Failures } from '../failures.ts';
import { type Circumstances, type Decision, decide } from '../incidents/decide.ts';
import { routeOf } from '../incidents/match-config.ts';
import { isQuietHours } from '../incidents/quiet-hours.ts';
import { suppress } from '../incidents/suppress.ts';
import type { Failure } from '../model/failure.ts';
import type { Incident, Notified, NotifyReason } from '../model/incident.ts';
import { isNoticeKey } from '../model/notice-key.ts';
import { containing } from '../store/containing.ts';
import { changeIncident, findIncident, recordNotified } from '../store/incident-items.ts';
import { clearInternalError } from '../store/internal-error-items.ts';
import { silenceOver } from '../store/silence-items.ts';
import type { StoreContext } from '../store/store-context.ts';
import { applyOperation, resolveOperation } from './apply-operation.ts';
import { reserveCard } from './channel-pace.ts';
import { countOnDigest } from './digest.ts';
import type { ChatContext, NotifyContext } from './notify-context.ts';
import { notifyDamaged, recordDamage, subjectOf } from './notify-damaged.ts';
import { planOperation } from './plan-operation.ts';
import { publishChanges } from './publish-change.ts';
import { allHeldBack, isWorthAnotherTry } from './refused-content.ts';
import { clearRefusal, recordRefusal } from './slack-refusal.ts';

/** Messages of one incident that a single run may send or change; the rest comes with the next. */
const MAX_OPERATIONS = 40;

/** What a run did. `retryAfterMs`: it is not finished; run it again after that time. */
export interface NotifyOutcome {
  reason: NotifyReason;
  retryAfterMs?: number;
  /** The channel, when it is its pace that the run waits for. */
  paced?: string;
  sent: number;
  /** A digest that counts the incident since, to be shown in two seconds. */
  digest?: string;
  failure?: HalfopenError;
  /** What our own code threw; absent when nothing did. */
  failures?: readonly Failure[];
}

/**
 * Makes Slack match an incident, whatever an earlier run has or has not done: reads the incident, finds the first message that
 * is missing or differs, reserves it, sends it, records it, and starts again until nothing differs.
 */
export async function notifyIncident(given: NotifyContext, id: string): Promise<NotifyOutcome> {
  const { context, contain, failures } = containing(given);
  const shown = await contain('notifying', () => makeCurrent(context, id, failures));
  const published = await contain('publishing', () => publish(context, id));
  const outcome = shown && joinOutcomes(shown, published);
  if (failures.count() === 0 && outcome) return outcome;
  await recordDamage(context, id, failures.list(), !outcome);
  return {
    reason: 'none',
    ...(outcome ?? (await notifyDamaged(context, id))),
    failures: failures.list(),
  };
}

/** What outlets are sent is decided by itself, whatever became of the messages. */
async function publish(context: NotifyContext, id: string) {
  const incident = context.config.outlets.length > 0 ? await findIncident(context, id) : undefined;
  return incident && publishChanges(context, incident, await circumstancesOf(context, incident));
}

/** A run that waits for either goes on with both. */
function joinOutcomes(shown: NotifyOutcome, published: Awaited<ReturnType<typeof publish>>): NotifyOutcome {
  const { failure = published?.failure, retryAfterMs = published?.retryAfterMs } = shown;
  return {
    ...shown,
    ...(failure ? { failure } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

async function makeCurrent(context: NotifyContext, id: string, failures: Failures): Promise<NotifyOutcome> {
  let reason: NotifyReason = 'none';
  for (let sent = 0; sent < MAX_OPERATIONS; sent++) {
    const incident = await findIncident(context, id);
    if (!incident) return { reason, sent };
    const inFlight = await resolveOperation(context, incident);
    if (inFlight === 'resolved') continue;
    if (inFlight) {
      const { waitMs, ...failed } = inFlight;
      return { reason: 'waiting', sent, retryAfterMs: waitMs, ...failed };
    }
    const circumstances = await circumstancesOf(context, incident);
    if (await countMuted(context, incident, circumstances)) continue;
    const decision = decide(incident, circumstances);
    if (decision.reason !== 'none') reason = decision.reason;
    const stop = await stopBefore(context, incident, decision);
    if (stop) return { ...stop, sent };
    const made = await makeNext(context, incident, decision, failures);
    if (made) return { reason, sent, ...made };
  }
  return { reason, sent: MAX_OPERATIONS, retryAfterMs: context.config.channels.paceMs };
}

/** What surrounds an incident now: what decides whether people are notified. */
export async function circumstancesOf(context: StoreContext, incident: Incident): Promise<Circumstances> {
  const silence = await silenceOver(context, incident);
  const route = routeOf(context.config, incident.labels);
  const quietUntilMs = isQuietHours(route, context.nowMs());
  return {
    nowMs: context.nowMs(),
    config: context.config,
    ...(silence ? { silencedUntilMs: silence.endMs, silencedFor: silence.kind } : {}),
    ...(quietUntilMs === undefined ? {} : { quietUntilMs }),
    ...(route.escalate ? { escalate: route.escalate } : {}),
  };
}

/** Counts what was seen while the incident was muted, so that its card shows it. True when the count has changed. */
async function countMuted(
  context: StoreContext,
  incident: Incident,
  circumstances: Circumstances,
): Promise<boolean> {
  if (suppress(incident, circumstances) === incident) return false;
  await changeIncident(context, incident.fingerprint, (known) =>
    known?.id === incident.id ? suppress(known, circumstances) : known,
  );
  return true;
}

/** Decisions that send nothing now are recorded. */
async function stopBefore(
  context: ChatContext,
  incident: Incident,
  { reason, untilMs }: Decision,
): Promise<Omit<NotifyOutcome, 'sent'> | undefined> {
  if (reason === 'none') return { reason };
  const isHeld = ['silenced', 'maintenance', 'explained', 'quiet-hours', 'waiting'].includes(reason);
  if (isHeld) {
    const shown = reason === 'explained' ? { version: incident.version } : {};
    await recordNotified(context, incident, (notified) => ({
      ...notified,
      ...shown,
      reason,
      notBeforeMs: untilMs ?? 0,
    }));
    return reason === 'waiting'
      ? { reason, retryAfterMs: Math.max(0, (untilMs ?? 0) - context.nowMs()) }
      : { reason };
  }
  if (reason !== 'first') return undefined;
  if (incident.state === 'resolved') {
    await recordNotified(context, incident, (notified) => ({ ...notified, version: incident.version }));
    return { reason: 'none' };
  }
  const { channel } = routeOf(context.config, incident.labels);
  if (incident.notified.reservedMs !== undefined) return undefined;
  if (await reserveCard(context, channel, incident)) {
    await recordNotified(context, incident, (notified) => ({ ...notified, reservedMs: context.nowMs() }));
    return undefined;
  }
  const digest = await countOnDigest(context, channel, incident);
  return { reason: 'over-budget', ...(digest ? { digest } : {}) };
}

async function makeNext(
  context: NotifyContext,
  incident: Incident,
  decision: Decision,
  failures: Failures,
): Promise<Omit<NotifyOutcome, 'sent' | 'reason'> | undefined> {
  if (incident.notified.digest && !(decision.notice && isNoticeKey(decision.notice, 'worse'))) {
    const digest = await countOnDigest(context, incident.notified.digest, incident);
    return digest ? { digest } : {};
  }
  const operation = await planOperation(context, incident, decision, failures);
  if (operation) return applyOperation(context, incident, operation);
  const held = await reportHeldBack(context, incident);
  await recordNotified(context, incident, (notified) => {
    const { notBeforeMs: _, refused: __, ...rest } = notified;
    const isNotified =
      decision.reason === 'first' || decision.notice !== undefined || notified.notifiedMs === undefined;
    const notifying = isNotified
      ? { notifiedMs: context.nowMs(), lastNotifiedCount: Math.max(incident.count, 1) }
      : {};
    const reason = decision.reason === 'none' ? notified.reason : decision.reason;
    // What could not be rendered, or was refused, is tried again by the sweep, which waits between two tries.
    const version = failures.count() === 0 && !held?.isTriedAgain ? incident.version : notified.version;
    return { ...rest, ...held?.notified, ...notifying, version, reason, failures: 0 };
  });
  if (failures.count() === 0) await clearInternalError(context, subjectOf(incident.id));
  return {};
}

/** Tells the operators what Slack refuses of an incident, or that it refuses nothing any more. Undefined where nothing is held back. */
async function reportHeldBack(
  context: ChatContext,
  incident: Incident,
): Promise<{ notified: Pick<Notified, 'refused' | 'notBeforeMs'>; isTriedAgain: boolean } | undefined> {
  const { notified } = incident;
  if (!notified.refused) return undefined;
  const channel = notified.messages['card']?.channel ?? routeOf(context.config, incident.labels).channel;
  const subject = subjectOf(incident.id);
  const refused = allHeldBack(notified, context.nowMs());
  const all = Object.values(refused);
  const [first] = all;
  if (!first) {
    await clearRefusal(context, channel, subject);
    return undefined;
  }
  await recordRefusal(context, channel, first, subject);
  const notBeforeMs = Math.min(...all.map(({ untilMs }) => untilMs));
  const isTriedAgain = isWorthAnotherTry(incident, all, context.nowMs());
  return { notified: { refused, notBeforeMs }, isTriedAgain };
}

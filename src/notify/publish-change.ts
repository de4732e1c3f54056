import { HalfopenError } from '../errors.ts';
import { type Circumstances, decide } from '../incidents/decide.ts';
import { matchesAll } from '../incidents/match-config.ts';
import type { Outlet } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import type { IncidentStatus } from '../model/incident-change.ts';
import {
  clearBehind,
  listBehind,
  type OutletState,
  putBehind,
  putOutlet,
  readOutlet,
} from '../store/outlet-items.ts';
import { changeOf } from './change-of.ts';
import type { NotifyContext } from './notify-context.ts';

/** Longer than a call may take. */
const LEASE_MS = 20_000;
const RETRY_MS = 60_000;
/** What only a person can put right is tried again after this time. */
const REFUSED_MS = 900_000;

/** What publishing came to: how many outlets were sent something, what went wrong, and when another run may be sending. */
interface Published {
  sent: number;
  failure?: HalfopenError;
  retryAfterMs?: number;
}

/**
 * Makes each outlet that an incident concerns know how it stands: sends what differs from what it was sent last, and records it. A
 * run that is killed between the two sends the same change again, under the same id. What muted Slack's card mutes an outlet as
 * well; what was sent once is always ended.
 */
export async function publishChanges(
  context: NotifyContext,
  incident: Incident,
  circumstances: Circumstances,
): Promise<Published> {
  const published: Published = { sent: 0 };
  for (const outlet of context.config.outlets) {
    if (!matchesAll(outlet.match, incident.labels)) continue;
    const { sent, ...rest } = await publishTo(context, outlet, incident, circumstances);
    Object.assign(published, rest, { sent: published.sent + sent });
  }
  return published;
}

async function publishTo(
  context: NotifyContext,
  outlet: Outlet,
  incident: Incident,
  circumstances: Circumstances,
): Promise<Published> {
  const nowMs = context.nowMs();
  const { state, version } = await readOutlet(context, incident.id, outlet.name);
  const wanted = wantedOf(incident, state, circumstances);
  if (wanted === undefined || wanted === state.status) return { sent: 0 };
  if ((state.leaseUntilMs ?? 0) > nowMs) return { sent: 0, retryAfterMs: (state.leaseUntilMs ?? 0) - nowMs };
  const leased = { ...state, leaseUntilMs: nowMs + LEASE_MS };
  if (!(await putOutlet(context, incident.id, outlet.name, leased, version)))
    return { sent: 0, retryAfterMs: context.config.channels.paceMs };
  try {
    await context.outlets.send(outlet, changeOf(incident, wanted, nowMs));
  } catch (error) {
    if (!(error instanceof HalfopenError)) throw error;
    await putOutlet(context, incident.id, outlet.name, state, version + 1);
    await putBehind(context, behindOf(incident, outlet, error, nowMs));
    return { sent: 0, failure: error };
  }
  await putOutlet(context, incident.id, outlet.name, { status: wanted }, version + 1);
  await clearBehind(context, incident.id, outlet.name);
  return { sent: 1 };
}

/** How the incident should stand at an outlet; undefined where that knows nothing of it, and has no need to. */
function wantedOf(
  incident: Incident,
  { status }: OutletState,
  circumstances: Circumstances,
): IncidentStatus | undefined {
  const isKnown = status !== undefined && status !== 'resolved';
  if (incident.state === 'resolved' || incident.explainedBy) return isKnown ? 'resolved' : undefined;
  if (!isKnown && isMuted(incident, circumstances)) return undefined;
  return incident.owner ? 'acknowledged' : 'open';
}

/** Decided as for a first card, also where one stands in Slack already: an outlet may have been added since. */
function isMuted(incident: Incident, circumstances: Circumstances): boolean {
  const { digest: _, ...notified } = incident.notified;
  return decide({ ...incident, notified: { ...notified, messages: {} } }, circumstances).reason !== 'first';
}

function behindOf({ id }: Incident, { name }: Outlet, error: HalfopenError, nowMs: number) {
  const waitMs = error.retryAfterMs ?? (error.retryable ? RETRY_MS : REFUSED_MS);
  return {
    incident: id,
    outlet: name,
    message: error.message,
    hint: error.hint,
    notBeforeMs: nowMs + waitMs,
  };
}

/** Hands incidents whose outlets are behind to notify again. Returns what all of them wait for. */
export async function retryOutlets(
  context: Pick<NotifyContext, 'table' | 'nowMs' | 'queue' | 'config'>,
): Promise<{ message: string; hint: string; outlet: string }[]> {
  if (context.config.outlets.length === 0) return [];
  const behind = await listBehind(context);
  const due = behind.filter(({ notBeforeMs }) => notBeforeMs <= context.nowMs());
  for (const id of new Set(due.map(({ incident }) => incident))) await context.queue.send(id, 0);
  return behind;
}

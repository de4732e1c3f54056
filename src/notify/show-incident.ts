import { createFailures, type Failures } from '../failures.ts';
import { routeOf } from '../incidents/match-config.ts';
import { rankCauses } from '../incidents/ranking.ts';
import type { IncidentMessages } from '../model/chat-message.ts';
import type { Incident } from '../model/incident.ts';
import { renderIncident } from '../render/slack/incident-messages.ts';
import { findIncident } from '../store/incident-items.ts';
import { listSilences, longestOver, windowOf } from '../store/silence-items.ts';
import type { StoreContext } from '../store/store-context.ts';
import { type CallContext, idsOf, whomToCall } from './whom-to-call.ts';

/**
 * The messages of an incident as they should be now, with its silence, the mention of its route and a link to its cause. What can't
 * be rendered is noted in `failures`.
 */
export async function showIncident(
  context: StoreContext & CallContext,
  incident: Incident,
  failures: Failures = createFailures(),
): Promise<IncidentMessages> {
  const silences = await listSilences(context);
  const silence = longestOver(silences, incident, context.nowMs());
  const window = windowOf(silences, incident);
  const route = routeOf(context.config, incident.labels);
  const mentions = await whomToCall(context, route);
  const copies = await Promise.all(
    (route.copies ?? []).map(async ({ channel, mention }) => ({
      channel,
      mentions: await idsOf(context, mention ? [mention] : []),
    })),
  );
  const cause = incident.explainedBy ? await findIncident(context, incident.explainedBy) : undefined;
  const causeCard = cause?.notified.messages['card'];
  const ranking = failures.contain('ranking', () => rankCauses(incident.diagnosis, incident.answers ?? []));
  const options = {
    nowMs: context.nowMs(),
    ...(silence ? { silence } : {}),
    ...(window ? { window } : {}),
    mentions,
    copies,
    actions: context.config.actions,
    ...(ranking ? { ranking } : {}),
    linkOf: (id: string) => (id === cause?.id ? causeCard : undefined),
  };
  return renderIncident(incident, options, failures);
}

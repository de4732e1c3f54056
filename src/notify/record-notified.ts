import type { Incident, Notified } from '../model/incident.ts';
import { changeIncident } from '../store/incident-items.ts';
import type { StoreContext } from '../store/store-context.ts';

/** Records what was done in Slack, beside whatever else has changed meanwhile. An episode that is over gets no more records. */
export async function recordNotified(
  context: StoreContext,
  { id, fingerprint }: Incident,
  change: (notified: Notified) => Notified,
): Promise<Incident | undefined> {
  return changeIncident(context, fingerprint, (known) => {
    if (known?.id !== id) return known;
    const notified = change(known.notified);
    return JSON.stringify(notified) === JSON.stringify(known.notified) ? known : { ...known, notified };
  });
}

import type { Circumstances } from '../incidents/decide.ts';
import { suppress } from '../incidents/suppress.ts';
import type { Incident } from '../model/incident.ts';
import { changeIncident } from '../store/incident-items.ts';
import type { StoreContext } from '../store/store-context.ts';

/** Counts what came while nobody was to be told, so that it stands on the card: nothing vanishes. True when the count has changed. */
export async function countMuted(
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

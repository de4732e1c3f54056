import type { Incident } from '../model/incident.ts';
import type { Item } from '../ports.ts';
import { headOf, type IncidentHead } from './incident-head.ts';
import { recordInternalError } from './internal-error-items.ts';
import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const UNREADABLE = {
  what: 'its stored item cannot be read',
  hint: 'It is left out of all lists. Restore the item from a backup of the table, or delete it.',
  isWhole: true,
};

/** The head of a stored incident, from its body. Undefined where that is damaged, which is recorded: a list goes on for the others. */
export async function storedHead(
  context: Pick<StoreContext, 'table' | 'nowMs'>,
  { sk, body }: Item,
): Promise<IncidentHead | undefined> {
  try {
    return headOf(upgrade<Incident>(body));
  } catch {
    await recordInternalError(context, { subject: `incident ${sk}`, ...UNREADABLE });
    return undefined;
  }
}

import type { Person } from '../ports.ts';
import type { InteractionContext } from './interaction-context.ts';

const KEPT_MS = 3_600_000;

/** What Slack knows of somebody, remembered for an hour; undefined where it can't be looked up. */
export async function findPerson(
  { table, people, nowMs }: Pick<InteractionContext, 'table' | 'people' | 'nowMs'>,
  userId: string,
): Promise<Person | undefined> {
  const known = await table.get('person', userId, nowMs());
  if (known) return known.body as Person;
  const person = await people.find(userId).catch(() => undefined);
  if (person) {
    const item = { pk: 'person', sk: userId, version: 1, body: person };
    await table.put({ ...item, expiresAtMs: nowMs() + KEPT_MS }, 'any', nowMs());
  }
  return person;
}

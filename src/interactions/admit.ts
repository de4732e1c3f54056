import type { Person } from '../ports.ts';
import type { Authorization } from './authorize.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';

const KEPT_MS = 3_600_000;

/**
 * Whether somebody may use Halfopen at all. People of other organisations, who share a channel by Slack Connect, and guests may not
 * unless the configuration lets them: an answer may show anything that a log holds. What Slack says along with the request decides
 * first; the rest is looked up and remembered for an hour. Where it can't be looked up, somebody of the own organisation is let in.
 */
export async function admit(
  context: InteractionContext,
  { userId, isForeign }: Actor,
): Promise<Authorization> {
  const { strangers, guests } = context.config.people;
  if (isForeign && strangers === 'refuse') return refused('people of other organisations');
  if (strangers === 'allow' && guests === 'allow') return { ok: true };
  const person = await lookUp(context, userId);
  if (person?.isStranger && strangers === 'refuse') return refused('people of other organisations');
  if (person?.isGuest && guests === 'refuse') return refused('guests');
  return { ok: true };
}

function refused(whom: string): Authorization {
  return { ok: false, refusal: `Halfopen does not answer ${whom} here. Ask a member of this workspace.` };
}

async function lookUp(
  { table, people, nowMs }: InteractionContext,
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

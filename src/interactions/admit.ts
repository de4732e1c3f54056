import type { Authorization } from './authorize.ts';
import { findPerson } from './find-person.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';

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
  const person = await findPerson(context, userId);
  if (person?.isStranger && strangers === 'refuse') return refused('people of other organisations');
  if (person?.isGuest && guests === 'refuse') return refused('guests');
  return { ok: true };
}

function refused(whom: string): Authorization {
  return { ok: false, refusal: `Halfopen does not answer ${whom} here. Ask a member of this workspace.` };
}

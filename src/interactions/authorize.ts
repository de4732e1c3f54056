import type { AuditEntry } from '../model/audit-entry.ts';
import { who } from '../render/slack/mrkdwn.ts';
import { addAudit } from '../store/audit-items.ts';
import type { InteractionContext } from './interaction-context.ts';

const GROUP_KEPT_MS = 300_000;

/** Whether somebody may do something; refused with what to say to them. */
export type Authorization = { ok: true } | { ok: false; refusal: string };

/**
 * Checks an action against the configuration (`among`: who may, where that is set elsewhere) and writes the decision into the audit. Who belongs to a group is asked of Slack and
 * remembered for five minutes; when that can't be found out the action is refused.
 */
export async function authorize(
  context: InteractionContext,
  userId: string,
  action: AuditEntry['action'],
  about: { target: string; detail?: string },
  among?: readonly string[],
): Promise<Authorization> {
  const allowed = action === 'act' ? (among ?? []) : context.config.permissions[action];
  const decided =
    allowed === undefined ? { ok: true as const } : await isNamed(context, userId, action, allowed);
  const outcome = decided.ok ? 'allowed' : 'refused';
  await addAudit(context, { atMs: context.nowMs(), userId, action, outcome, ...about });
  return decided;
}

async function isNamed(
  context: InteractionContext,
  userId: string,
  action: AuditEntry['action'],
  allowed: readonly string[],
): Promise<Authorization> {
  if (allowed.includes(userId)) return { ok: true };
  const unknown: string[] = [];
  for (const group of allowed.filter((id) => id.startsWith('S'))) {
    const members = await membersOf(context, group);
    if (members?.includes(userId)) return { ok: true };
    if (!members) unknown.push(group);
  }
  const names = allowed.map(who).join(', ');
  const doubt =
    unknown.length > 0
      ? ' Who belongs to the group could not be looked up: does the app have usergroups:read?'
      : '';
  return {
    ok: false,
    refusal: `You may not ${action === 'act' ? 'run this action' : action}. Who may: ${names || 'nobody'}.${doubt}`,
  };
}

async function membersOf(
  { table, groups, nowMs }: InteractionContext,
  group: string,
): Promise<readonly string[] | undefined> {
  const known = await table.get('group-members', group, nowMs());
  if (known) return known.body as string[];
  const members = await groups.members(group).catch(() => undefined);
  if (members) {
    const item = { pk: 'group-members', sk: group, version: 1, body: members };
    await table.put({ ...item, expiresAtMs: nowMs() + GROUP_KEPT_MS }, 'any', nowMs());
  }
  return members;
}

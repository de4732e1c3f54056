import type { Config } from '../../model/config.ts';
import { type Check, type Finding, fail, ok, type Workspace, warn } from './check.ts';
import { askSlack, slackHint } from './open-workspace.ts';

/** Whether the user groups that halfopen.yml names exist and have members; people can't be looked up with the scopes there are. */
export const checkGroups: Check = async ({ workspace, config }) => {
  if (!workspace || !config) return [];
  const places = placesOf(config);
  const groups = [...places].filter(([id]) => id.startsWith('S'));
  const people = [...places.keys()].filter((id) => !id.startsWith('S'));
  const findings = await Promise.all(groups.map(([id, where]) => checkGroup(workspace, id, where)));
  if (people.length === 0) return findings;
  const found = `${people.join(', ')} not checked: that needs users:read, which Halfopen does not ask for`;
  return [...findings, ok('people', found)];
};

async function checkGroup({ client }: Workspace, id: string, where: readonly string[]): Promise<Finding> {
  const check = `group ${id}`;
  const named = where.join(', ');
  const asked = await askSlack(client, 'usergroups.users.list', { usergroup: id });
  if (!asked.ok) {
    const isUnknown = asked.said === 'no_such_subteam';
    const hint =
      'In Slack: People → User groups → the group → ⋮ → Copy group ID; write that in halfopen.yml.';
    return fail(check, `${asked.found}; named by ${named}`, isUnknown ? hint : slackHint(asked.said));
  }
  const members = Array.isArray(asked.answer['users']) ? asked.answer['users'].length : 0;
  return members > 0
    ? ok(check, `${members} members; named by ${named}`)
    : warn(check, `has no members; named by ${named}`, 'Add people to the group in Slack.');
}

/** Who is named where, each once. */
function placesOf({ routes, schedules, permissions }: Config): Map<string, string[]> {
  const places = new Map<string, string[]>();
  const add = (id: string | undefined, where: string) =>
    id === undefined || id.startsWith('@') ? undefined : places.set(id, [...(places.get(id) ?? []), where]);
  for (const { name, mention, escalate } of routes) {
    add(mention, `mention of route ${name}`);
    for (const step of escalate ?? []) add(step.mention, `escalate of route ${name}`);
  }
  for (const one of schedules)
    for (const id of 'people' in one
      ? one.people
      : [...Object.values(one.users), ...(one.fallback ? [one.fallback] : [])])
      add(id, `schedule ${one.name}`);
  for (const [action, ids] of Object.entries(permissions))
    for (const id of ids) add(id, `permissions.${action}`);
  return places;
}

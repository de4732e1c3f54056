import type { ApiMethod } from './web-api.ts';
import { BOT, GROUP, PEOPLE, personOf, TEAM } from './workspace.ts';

const usersInfo: ApiMethod = (_parts, { user }) => {
  if (user === BOT.userId) return { ok: true, user: member(BOT.userId, BOT.name, true) };
  const person = personOf(String(user));
  return person
    ? { ok: true, user: member(person.id, person.name, false) }
    : { ok: false, error: 'user_not_found' };
};

/** Who the bot is, the people, and the user group. */
export const peopleMethods: Readonly<Record<string, ApiMethod>> = {
  'auth.test': (_parts, _given, origin) => ({
    ok: true,
    url: `${origin}/`,
    team: TEAM.name,
    team_id: TEAM.id,
    user: BOT.name,
    user_id: BOT.userId,
    bot_id: BOT.botId,
    app_id: BOT.appId,
    is_enterprise_install: false,
  }),
  'users.info': usersInfo,
  'users.list': () => ({
    ok: true,
    members: [...PEOPLE.map(({ id, name }) => member(id, name, false)), member(BOT.userId, BOT.name, true)],
    response_metadata: { next_cursor: '' },
  }),
  'usergroups.list': () => ({
    ok: true,
    usergroups: [
      {
        id: GROUP.id,
        team_id: TEAM.id,
        is_usergroup: true,
        name: GROUP.name,
        handle: GROUP.handle,
        user_count: GROUP.users.length,
        users: GROUP.users,
      },
    ],
  }),
  'usergroups.users.list': (_parts, { usergroup }) =>
    usergroup === GROUP.id ? { ok: true, users: GROUP.users } : { ok: false, error: 'no_such_subteam' },
};

function member(id: string, name: string, isBot: boolean): Record<string, unknown> {
  return {
    id,
    team_id: TEAM.id,
    name,
    real_name: name,
    deleted: false,
    is_bot: isBot,
    tz: 'Etc/UTC',
    profile: { display_name: name, real_name: name },
  };
}

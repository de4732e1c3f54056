import type { ApiMethod } from './stand-in-parts.ts';
import { BOT, GROUP, TEAM } from './workspace.ts';

/** Who the bot is, and the user group. */
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

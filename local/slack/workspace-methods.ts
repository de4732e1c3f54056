import { shownView } from './shown.ts';
import { type ApiAnswer, type ApiMethod, parseGiven } from './stand-in-parts.ts';
import { findView, openView, type Placed, publishHome, pushView, updateView } from './views.ts';
import { BOT, GROUP, OTHER_TEAM, personOf, TEAM } from './workspace.ts';

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
  'users.info': (_parts, { user }) => {
    const person = personOf(String(user));
    if (!person) return { ok: false, error: 'user_not_found' };
    const { id, name, kind = 'member' } = person;
    const isStranger = kind === 'stranger';
    return {
      ok: true,
      user: {
        id,
        name,
        profile: { display_name: '', real_name: name },
        team_id: isStranger ? OTHER_TEAM.id : TEAM.id,
        is_bot: false,
        is_restricted: kind === 'guest',
        is_ultra_restricted: false,
        ...(isStranger ? { is_stranger: true } : {}),
      },
    };
  },
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

/** Opening, changing and stacking modals, and a person's Home. */
export const viewMethods: Readonly<Record<string, ApiMethod>> = {
  'views.open': ({ state, triggers }, given) => {
    const taken = triggers.take(given['trigger_id']);
    if ('error' in taken) return { ok: false, ...taken };
    return answer(openView(state, taken.user, parseGiven(given['view'])));
  },
  'views.push': ({ state, triggers }, given) => {
    const taken = triggers.take(given['trigger_id']);
    if ('error' in taken) return { ok: false, ...taken };
    return answer(pushView(state, taken.user, parseGiven(given['view'])));
  },
  'views.update': ({ state }, given) => {
    const view = findView(state, given['view_id'], given['external_id']);
    return answer(updateView(state, view, parseGiven(given['view']), given['hash']));
  },
  'views.publish': ({ state }, given) => {
    const user = personOf(String(given['user_id']))?.id;
    if (user === undefined) return { ok: false, error: 'user_not_found' };
    return answer(publishHome(state, user, parseGiven(given['view']), given['hash']));
  },
};

function answer(placed: Placed): ApiAnswer {
  if ('view' in placed) return { ok: true, view: shownView(placed.view) };
  const { error, messages } = placed;
  return { ok: false, error, ...(messages ? { response_metadata: { messages } } : {}) };
}

import type { StoodView } from './stood-records.ts';
import { BOT, TEAM } from './workspace.ts';

/** A view as Slack's API and payloads show it. `values` is what stands in its elements. */
export function shownView(view: StoodView, values: object = {}): Record<string, unknown> {
  const { given } = view;
  return {
    id: view.id,
    team_id: TEAM.id,
    type: view.type,
    title: null,
    submit: null,
    close: null,
    callback_id: '',
    private_metadata: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...given,
    state: { values },
    hash: view.hash,
    root_view_id: view.rootViewId,
    previous_view_id: view.previousViewId ?? null,
    app_id: BOT.appId,
    app_installed_team_id: TEAM.id,
    bot_id: BOT.botId,
  };
}

import { App, type Receiver } from '@slack/bolt';
import type { InteractionContext } from '../../interactions/interaction-context.ts';
import { listenToActions } from './listeners/actions.ts';
import { listenToCommands } from './listeners/commands.ts';
import { listenToEvents } from './listeners/events.ts';
import { listenToShortcuts } from './listeners/shortcuts.ts';
import { listenToViews } from './listeners/views.ts';
import type { SlackApi } from './web-client.ts';

/** Bolt behind a receiver, with a listener for each command, action, view, shortcut and event. */
export function createBoltApp(
  { token, apiUrl }: Pick<SlackApi, 'token' | 'apiUrl'>,
  receiver: Receiver,
  context: InteractionContext,
): App {
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: await token.value() }),
    processBeforeResponse: true,
    // It would have to ask Slack who we are. The listener for mentions leaves out those by bots.
    ignoreSelf: false,
    ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}),
  });
  listenToCommands(app, context);
  listenToActions(app, context);
  listenToViews(app, context);
  listenToShortcuts(app, context);
  listenToEvents(app, context);
  app.error(async (error) => {
    throw error;
  });
  return app;
}

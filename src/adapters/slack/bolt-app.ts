import { App, type Receiver } from '@slack/bolt';
import type { InteractionContext } from '../../interactions/interaction-context.ts';
import { listenToButtons } from './listeners/buttons.ts';
import { listenToCommands } from './listeners/commands.ts';
import { listenToForms } from './listeners/forms.ts';
import { listenToHome } from './listeners/home.ts';
import { listenToMentions } from './listeners/mentions.ts';
import { listenToShortcuts } from './listeners/shortcuts.ts';

/** Requests come verified and decoded from elsewhere, so that Bolt needs no receiver of its own. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/** Bolt with our listeners. Returns what handles one decoded request and gives the body of its acknowledgement. */
export function createBoltApp(
  { token, apiUrl }: { token: string; apiUrl?: string | undefined },
  context: InteractionContext,
): (body: Record<string, unknown>) => Promise<string | object | undefined> {
  const app = new App({
    receiver: NO_RECEIVER,
    authorize: async () => ({ botToken: token }),
    processBeforeResponse: true,
    // It would have to look up who we are; mentions by bots are left out by our own listener.
    ignoreSelf: false,
    ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}),
  });
  for (const listen of [
    listenToCommands,
    listenToButtons,
    listenToForms,
    listenToShortcuts,
    listenToMentions,
    listenToHome,
  ])
    listen(app, context);
  app.error(async (error) => {
    throw error;
  });
  return async (body) => {
    let said: string | object | undefined;
    await app.processEvent({
      body,
      ack: async (response?: string | object) => {
        said = response;
      },
    });
    return said;
  };
}

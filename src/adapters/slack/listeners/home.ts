import type { App } from '@slack/bolt';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { publishHome } from '../../../interactions/publish-home.ts';

/** The Home tab, made anew each time somebody opens it. */
export function listenToHome(app: App, context: InteractionContext): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publishHome(context, event.user);
  });
}

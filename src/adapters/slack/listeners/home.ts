import type { App } from '@slack/bolt';
import { publishHome } from '../../../interactions/publish-home.ts';
import type { FrontDesk } from '../front-desk.ts';

/** The Home tab, made anew each time somebody opens it. */
export function listenToHome(app: App, desk: FrontDesk): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publishHome(desk, event.user);
  });
}

import { randomBytes } from 'node:crypto';
import { VERIFICATION_TOKEN } from './payload-parts.ts';
import type { StandInParts } from './stand-in-parts.ts';
import { BOT, TEAM } from './workspace.ts';

/** Sends an event to the app in Slack's envelope; nobody waits for the app, and what it does not acknowledge comes again. */
export function sendEvent({ delivery, nowMs }: StandInParts, event: Readonly<Record<string, unknown>>): void {
  void delivery.event({
    token: VERIFICATION_TOKEN,
    team_id: TEAM.id,
    api_app_id: BOT.appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
    event_time: Math.floor(nowMs() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: TEAM.id,
        user_id: BOT.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });
}

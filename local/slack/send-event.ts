import { randomBytes } from 'node:crypto';
import type { StandInParts } from './stand-in-parts.ts';
import { BOT, type Person, TEAM, teamOf } from './workspace.ts';

/** Sends an event to the app in Slack's envelope; it does not wait for the app, and an event that is not acknowledged is sent again. */
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

/** The deprecated verification token, which Slack still sends; nothing checks it. */
export const VERIFICATION_TOKEN = 'halfopen-local-verification';

/** The fields of every interaction payload that name its person, team and app. */
export function payloadParts(person: Person, triggerId: string): Record<string, unknown> {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: teamOf(person) },
    api_app_id: BOT.appId,
    token: VERIFICATION_TOKEN,
    trigger_id: triggerId,
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

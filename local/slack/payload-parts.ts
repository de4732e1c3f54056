import { BOT, type Person, TEAM } from './workspace.ts';

/** Verification token of old, which Slack still sends. */
export const VERIFICATION_TOKEN = 'halfopen-local-verification';

/** What every interaction's payload says of its person, team and app. */
export function payloadParts(person: Person, triggerId: string): Record<string, unknown> {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: TEAM.id },
    api_app_id: BOT.appId,
    token: VERIFICATION_TOKEN,
    trigger_id: triggerId,
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

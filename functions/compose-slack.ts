import { once } from '../src/adapters/once.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createBoltApp } from '../src/adapters/slack/bolt-app.ts';
import { tellPrivately } from '../src/adapters/slack/tell-privately.ts';
import { actOnIncident } from '../src/flow/act-on-incident.ts';
import type { StoreFlow } from '../src/flow/flow.ts';
import { composeStore } from './compose.ts';

/** What answers Slack's requests. */
export interface SlackDoor {
  signingSecret: string;
  table: StoreFlow['table'];
  handle: ReturnType<typeof createBoltApp>;
}

/** Store and Bolt, for the function that Slack talks to. */
export function composeSlack(): () => Promise<SlackDoor> {
  return once(async () => {
    const flow = composeStore();
    const [token, signingSecret] = await Promise.all([
      readSecret(process.env, 'SLACK_BOT_TOKEN'),
      readSecret(process.env, 'SLACK_SIGNING_SECRET'),
    ]);
    const apiUrl = process.env['SLACK_API_URL'];
    const handle = createBoltApp({ token, apiUrl }, (request) => actOnIncident(flow, request), tellPrivately);
    return { signingSecret, table: flow.table, handle };
  });
}

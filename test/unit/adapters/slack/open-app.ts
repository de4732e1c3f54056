import { createHmac } from 'node:crypto';
import { createBoltApp } from '../../../../src/adapters/slack/bolt-app.ts';
import { LambdaReceiver } from '../../../../src/adapters/slack/receiver.ts';
import { fixedSecret } from '../../../support/fixed-secret.ts';
import { JANE, type TestInteractions, testInteractions } from '../../../support/test-interactions.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';

/** The app behind its receiver: requests go in as bytes, as Slack sends them. */
export function openApp(context: TestInteractions = testInteractions()) {
  const receiver = new LambdaReceiver({
    signingSecret: fixedSecret(SECRET),
    table: context.table,
    nowMs: () => context.clock.ms,
  });
  createBoltApp({ token: fixedSecret('xoxb-none'), apiUrl: undefined }, receiver, context);
  const send = async (body: string, type: string) => {
    const rawBody = Buffer.from(body);
    const timestamp = String(Math.floor(context.clock.ms / 1000));
    const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    const answer = await (await receiver.start())({ headers, rawBody });
    const isJson = answer.headers['content-type']?.startsWith('application/json');
    return {
      status: answer.status,
      answer: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : answer.body,
    };
  };
  return {
    context,
    command: (text: string) =>
      send(
        new URLSearchParams({
          command: '/triage',
          text,
          user_id: JANE,
          channel_id: 'C0TEAM01',
          team_id: 'T0',
          trigger_id: '1.2.a',
          response_url: 'https://hooks.slack.com/commands/T0/1/a',
        }).toString(),
        FORM,
      ),
    interact: (payload: object) =>
      send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM),
    event: (event: object) =>
      send(
        JSON.stringify({
          type: 'event_callback',
          team_id: 'T0',
          api_app_id: 'A0',
          event_id: 'Ev1',
          event_time: 1_800_000_000,
          event,
        }),
        'application/json',
      ),
  };
}

/** What stands in every payload that a person caused. */
export const who = {
  user: { id: JANE, team_id: 'T0' },
  team: { id: 'T0', domain: 'd' },
  api_app_id: 'A0',
  trigger_id: '1.2.b',
};
/** A button that was pressed, and where it stood. */
export const press = (actionId: string, value: string, where: object) => ({
  ...who,
  type: 'block_actions',
  actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1.2' }],
  ...where,
});

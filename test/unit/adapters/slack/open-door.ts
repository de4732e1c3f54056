import { createHmac } from 'node:crypto';
import { answerRequest } from '../../../../src/adapters/slack/answer-request.ts';
import { createBoltApp } from '../../../../src/adapters/slack/bolt-app.ts';
import { JANE, type TestInteractions, testInteractions } from '../../../support/test-interactions.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';

/** The interactions behind the request handler: requests go in as bytes, as Slack sends them. */
export function openDoor(context: TestInteractions = testInteractions()) {
  const handle = createBoltApp({ token: 'xoxb-none' }, context);
  const knock = async (body: string, type: string) => {
    const rawBody = Buffer.from(body);
    const timestamp = String(Math.floor(context.clock.ms / 1000));
    const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    const door = { signingSecret: SECRET, table: context.table, nowMs: context.clock.ms, handle };
    const { status, body: answer, json } = await answerRequest({ headers, rawBody }, door);
    return { status, answer: json ? (JSON.parse(answer) as Record<string, unknown>) : answer };
  };
  return {
    context,
    command: (text: string) =>
      knock(
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
      knock(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM),
    event: (event: object) =>
      knock(
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

import { createHmac, randomUUID } from 'node:crypto';

/** An HTTP API event as API Gateway hands it to a function. */
export interface HttpEvent {
  version: '2.0';
  rawPath: string;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: boolean;
}

/** A request as Slack signs it, at `timestampSec`. */
export function signedRequest(
  secret: string,
  body: string,
  { json = false, timestampSec = Math.floor(Date.now() / 1000) } = {},
): HttpEvent {
  const signature = createHmac('sha256', secret).update(`v0:${timestampSec}:${body}`).digest('hex');
  const headers = {
    'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestampSec),
    'x-slack-signature': `v0=${signature}`,
  };
  return { version: '2.0', rawPath: '/slack/events', headers, body, isBase64Encoded: false };
}

/** The body of a slash command. */
export function commandBody(text: string, { userId = 'U0ONCALL', responseUrl = '' } = {}): string {
  return new URLSearchParams({
    command: '/triage',
    text,
    team_id: 'T1',
    channel_id: 'C0ONCALL',
    channel_name: 'on-call',
    user_id: userId,
    trigger_id: randomUUID(),
    response_url: responseUrl,
    api_app_id: 'A1',
  }).toString();
}

/** The body of an interaction: a button, a form, a shortcut. */
export function interactionBody(payload: Record<string, unknown>, userId = 'U0ONCALL'): string {
  const common = {
    user: { id: userId, team_id: 'T1' },
    team: { id: 'T1' },
    api_app_id: 'A1',
    trigger_id: randomUUID(),
  };
  return new URLSearchParams({ payload: JSON.stringify({ ...common, ...payload }) }).toString();
}

/** A button of a message that was pressed. */
export function pressed(actionId: string, value: string, responseUrl = ''): Record<string, unknown> {
  return {
    type: 'block_actions',
    container: { type: 'message', message_ts: '1.000001', channel_id: 'C0ONCALL', is_ephemeral: false },
    channel: { id: 'C0ONCALL', name: 'on-call' },
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1.000002' }],
  };
}

/** A form that was sent; `values` by the name of each field. */
export function submitted(
  callbackId: string,
  metadata: string,
  values: Readonly<Record<string, Record<string, unknown>>>,
): Record<string, unknown> {
  const fields = Object.entries(values).map(([name, entered]) => [name, { [name]: entered }]);
  return {
    type: 'view_submission',
    view: {
      id: `V${randomUUID()}`,
      type: 'modal',
      hash: randomUUID(),
      callback_id: callbackId,
      private_metadata: metadata,
      state: { values: Object.fromEntries(fields) as Record<string, unknown> },
    },
  };
}

/** The body of an event. */
export function eventBody(event: Record<string, unknown>): string {
  const event_id = `Ev${randomUUID()}`;
  return JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id,
    event_time: 1,
    event,
  });
}

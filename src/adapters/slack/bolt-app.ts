import { App, type BlockAction, type ButtonAction, type Receiver } from '@slack/bolt';
import type { ActionRequest } from '../../flow/act-on-incident.ts';

type Act = (request: ActionRequest) => Promise<{ said: string }>;

const ACTIONS = ['acknowledge', 'resolve', 'silence'] as const;

/** Requests come verified and decoded from elsewhere, so that Bolt needs no receiver of its own. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/**
 * Bolt with our listeners. Returns what handles one decoded request and gives the body of its acknowledgement.
 * `tell` sends an ephemeral answer to a `response_url`.
 */
export function createBoltApp(
  { token, apiUrl }: { token: string; apiUrl?: string | undefined },
  act: Act,
  tell: (responseUrl: string, text: string) => Promise<void>,
): (body: Record<string, unknown>) => Promise<string | object | undefined> {
  const app = new App({
    receiver: NO_RECEIVER,
    authorize: async () => ({ botToken: token }),
    processBeforeResponse: true,
    ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}),
  });
  for (const action of ACTIONS) listen(app, action, act, tell);
  app.command(/.*/, async ({ ack }) => ack({ response_type: 'ephemeral', text: HELP }));
  app.error(async () => {
    throw new Error('a listener failed');
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

const HELP =
  'Halfopen posts a card when a broker drops its clients. On the card: Acknowledge, Resolve, Silence. In a terminal: halfopen triage broker.log';

function listen(
  app: App,
  action: (typeof ACTIONS)[number],
  act: Act,
  tell: (url: string, text: string) => Promise<void>,
) {
  app.action<BlockAction<ButtonAction>>(action, async ({ ack, body, action: button }) => {
    await ack();
    const { said } = await act({ action, incidentId: button.value ?? '', userId: body.user.id });
    if (body.response_url) await tell(body.response_url, said);
  });
}

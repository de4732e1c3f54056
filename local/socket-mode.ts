import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { signSlackRequest } from '../src/adapters/slack/verify-request.ts';

/** What Slack sends over the socket, as far as it is handed on. */
interface Envelope {
  type: string;
  body: Record<string, unknown>;
  ack: (response?: Record<string, unknown>) => Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

/** Where requests go, and what they are signed with. */
interface Target {
  url: string;
  signingSecret: string;
}

/**
 * Slack by a socket that this host opens (Socket Mode), so that it needs no address that Slack can reach. What comes is handed to
 * `/slack/events` as Slack would post it, signed with the host's own secret: the same checks and answers, whichever way it came.
 * Reconnects by itself. Returns how to end it.
 */
export async function startSocketMode(
  { appToken, apiUrl }: { appToken: string; apiUrl: string | undefined },
  target: Target,
  note: (message: string) => void,
): Promise<() => Promise<void>> {
  const client = new SocketModeClient({
    appToken,
    logLevel: LogLevel.ERROR,
    ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}),
  });
  client.on('slack_event', (envelope: Envelope) => {
    handOn(envelope, target).catch((error: Error) => note(`Socket Mode: ${error.message}`));
  });
  await client.start();
  return () => client.disconnect();
}

async function handOn(envelope: Envelope, { url, signingSecret }: Target): Promise<void> {
  const { contentType, text } = toBody(envelope);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const { retry_num: retry, retry_reason: reason } = envelope;
  const answer = await fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signSlackRequest(signingSecret, timestamp, text),
      ...(retry ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason ?? '' } : {}),
    },
    body: text,
  });
  // Without an acknowledgement Slack sends it again, as it does after a status of ours that is none of success.
  if (!answer.ok) throw new Error(`a request was answered with status ${answer.status}`);
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
  const said = await answer.text();
  if (isJson) return envelope.ack(JSON.parse(said) as Record<string, unknown>);
  return said === '' ? envelope.ack() : envelope.ack({ text: said });
}

/** Commands and interactions are forms, events are JSON. */
function toBody({ type, body }: Envelope): { contentType: string; text: string } {
  const form = 'application/x-www-form-urlencoded';
  if (type === 'interactive')
    return { contentType: form, text: new URLSearchParams({ payload: JSON.stringify(body) }).toString() };
  if (type !== 'slash_commands') return { contentType: 'application/json', text: JSON.stringify(body) };
  const fields = Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]);
  return { contentType: form, text: new URLSearchParams(fields).toString() };
}

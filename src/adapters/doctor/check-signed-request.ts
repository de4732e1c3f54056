import { randomUUID } from 'node:crypto';
import { signSlackRequest } from '../slack/verify-request.ts';
import { type Check, type Finding, fail, ok, warn } from './check.ts';

const CHECK = 'signed request';
const UNSIGNED = 'unsigned request';
const TIMEOUT_MS = 5_000;

/** Whether the endpoint answers what Slack signs, as Slack's own test of a request URL does, and nothing else. */
export const checkSignedRequest: Check = async ({ url, signingSecret, isHost }) => {
  if (url === undefined)
    return [
      warn(
        CHECK,
        'not checked: the address is not known',
        'Set HALFOPEN_URL to the address that npm run deploy printed.',
      ),
    ];
  if (!URL.canParse(url))
    return [
      fail(
        CHECK,
        'HALFOPEN_URL is not a valid URL',
        'Write it like https://….execute-api.eu-central-1.amazonaws.com',
      ),
    ];
  if (signingSecret === undefined)
    return [warn(CHECK, 'not checked: the signing secret is not known', 'See environment above.')];
  const endpoint = new URL('/slack/events', url).href;
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const signed = await post(endpoint, body, signatureOf(body, signingSecret));
  if ('fault' in signed) return [unreachable(endpoint, signed.fault, isHost)];
  const unsigned = await post(endpoint, body, {});
  return [judgeSigned(signed, endpoint, challenge, isHost), judgeUnsigned(unsigned, endpoint)];
};

type Answer = { status: number; text: string } | { fault: string };

async function post(endpoint: string, body: string, signature: Record<string, string>): Promise<Answer> {
  try {
    const headers = { 'content-type': 'application/json', ...signature };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(endpoint, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { fault: (cause as Error | undefined)?.message || message };
  }
}

function signatureOf(body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signSlackRequest(secret, timestamp, body),
  };
}

function judgeSigned(
  answer: Exclude<Answer, { fault: string }>,
  endpoint: string,
  challenge: string,
  isHost: boolean,
): Finding {
  if (answer.status === 200 && answer.text.includes(challenge)) return ok(CHECK, `${endpoint} answers it`);
  if (answer.status === 401)
    return fail(
      CHECK,
      `${endpoint} refuses our signature (401)`,
      isHost
        ? 'Set SLACK_SIGNING_SECRET to what the host was started with.'
        : 'The secret here and the deployed one differ, or a clock is wrong: copy the Signing Secret of the app (Basic Information) into its SSM parameter, and deploy again.',
    );
  const hint = isHost
    ? 'The log of npm start tells more.'
    : 'Is it the address that npm run deploy printed? The log group of the slack function tells more.';
  return fail(CHECK, `${endpoint} answered ${answer.status} instead of the challenge`, hint);
}

function judgeUnsigned(answer: Answer, endpoint: string): Finding {
  if ('fault' in answer) return fail(UNSIGNED, `${endpoint}: ${answer.fault}`, 'Run halfopen doctor again.');
  if (answer.status === 401) return ok(UNSIGNED, 'is refused (401)');
  const hint = 'Anybody could speak as Slack: is it Halfopen that answers at this address?';
  return fail(UNSIGNED, `${endpoint} answered ${answer.status} to a request that nobody signed`, hint);
}

function unreachable(endpoint: string, fault: string, isHost: boolean): Finding {
  const hint = isHost
    ? 'Start the host: npm start'
    : 'Is HALFOPEN_URL the address that npm run deploy printed?';
  return fail(CHECK, `${endpoint} can't be reached: ${fault}`, hint);
}

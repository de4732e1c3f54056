import type { Table } from '../../ports.ts';
import { decodeBody, isTooLarge } from './decode-body.ts';
import { forgetRequest, noteRequest } from './seen-requests.ts';
import { type Headers, verifySlackRequest } from './verify-request.ts';

/** Slack waits 3 s for an answer. */
const ANSWER_WITHIN_MS = 2_500;

const FAILED = {
  response_type: 'ephemeral',
  text: 'That did not work. It was noted; try again in a minute.',
};

/** An HTTP request as it came; header names in lower case. */
export interface SlackRequest {
  headers: Headers;
  rawBody: Uint8Array;
}

/** An HTTP answer. */
export interface SlackAnswer {
  status: number;
  body: string;
  json: boolean;
}

interface Door {
  signingSecret: string;
  table: Pick<Table, 'put' | 'get'>;
  nowMs: number;
  /** Is told of every failure, which the answer to Slack does not show. */
  onFailure?: (error: unknown) => void;
  /** Does what the request asks for, and gives the body of the acknowledgement. */
  handle: (body: Record<string, unknown>) => Promise<string | object | undefined>;
}

/**
 * Lets in what Slack has signed, once, and answers in time. Whatever happens behind it, the answer is a status, never a throw:
 * 401 unsigned, stale, future or replayed; 400, 413, 415 unreadable; 200 otherwise.
 */
export async function answerRequest({ headers, rawBody }: SlackRequest, door: Door): Promise<SlackAnswer> {
  if (isTooLarge(rawBody))
    return refuse(413, 'body-too-large', 'the body is larger than 1 MiB', 'Send less at once.');
  const verified = verifySlackRequest(headers, rawBody, door.signingSecret, door.nowMs);
  if (!verified.ok)
    return refuse(
      401,
      'signature-refused',
      verified.why,
      'Check the signing secret of the app and the clock of this host.',
    );
  const isRetry = headers['x-slack-retry-num'] !== undefined;
  const seen = await noteRequest(door, rawBody, verified.signature, isRetry);
  // Slack sends the same again when our answer was late or lost: that is no attack, and the work is done.
  if (seen === 'repeated') return { status: 200, body: '', json: false };
  if (seen === 'replayed')
    return refuse(401, 'request-replayed', 'this request was seen before', 'Send each request once.');
  const decoded = decodeBody(headers['content-type'], rawBody);
  if (!decoded.ok) return refuse(decoded.status, decoded.code, decoded.message, decoded.hint);
  const { body } = decoded;
  if (body['type'] === 'url_verification')
    return answer({ challenge: typeof body['challenge'] === 'string' ? body['challenge'] : '' });
  if (body['ssl_check'] !== undefined) return answer(undefined);
  const { said, failed } = await inTime(door.handle(body), door.onFailure);
  if (!failed || body['type'] !== 'event_callback') return answer(said);
  // Nobody reads the answer to an event: Slack shall send it again, and then it is new.
  await forgetRequest(door, rawBody);
  return refuse(503, 'event-failed', 'the event could not be handled', 'Send it again.');
}

async function inTime(
  work: Promise<string | object | undefined>,
  onFailure: (error: unknown) => void = () => undefined,
): Promise<{ said: string | object | undefined; failed: boolean }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ said: undefined; failed: false }>((resolve) => {
    timer = setTimeout(() => resolve({ said: undefined, failed: false }), ANSWER_WITHIN_MS);
  });
  const done = work.then(
    (said) => ({ said, failed: false }),
    (error: unknown) => {
      onFailure(error);
      return { said: FAILED, failed: true };
    },
  );
  const answered = await Promise.race([done, late]);
  clearTimeout(timer);
  return answered;
}

function answer(said: string | object | undefined): SlackAnswer {
  if (said === undefined || said === '') return { status: 200, body: '', json: false };
  return typeof said === 'string'
    ? { status: 200, body: said, json: false }
    : { status: 200, body: JSON.stringify(said), json: true };
}

function refuse(status: number, code: string, message: string, hint: string): SlackAnswer {
  return { status, body: JSON.stringify({ error: { code, message, hint } }), json: true };
}

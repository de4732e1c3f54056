import type { App, Receiver } from '@slack/bolt';
import { failureAnswer } from '../../interactions/replies.ts';
import type { Table } from '../../ports.ts';
import { type HttpAnswer, type HttpRequest, jsonAnswer, problemAnswer, textAnswer } from '../http.ts';
import type { Secret } from '../secret.ts';
import { decodeBody, isTooLarge } from './decode-body.ts';
import { forgetRequest, rememberRequest } from './seen-requests.ts';
import { type VerifiedRequest, verifySlackRequest } from './verify-request.ts';

/** Slack waits 3 s for an answer. What is not done by then is handed over, which takes a call itself. */
const HAND_OVER_AFTER_MS = 1_800;
/** Nothing may delay the answer beyond this. */
const ANSWER_WITHIN_MS = 2_700;
/** A store that answers later than this is not waited for: the request counts as new. */
const REMEMBER_WITHIN_MS = 800;
/** At least 500 ms are left for a request that came while the container started. */
const MOST_SPENT_MS = 1_300;

const TOO_LATE = {
  response_type: 'ephemeral',
  text: 'Halfopen could not answer in time. If no answer follows here within a minute, try again.',
};

/** The body of an acknowledgement: text, or an object that is sent as JSON. */
type Acknowledgement = string | object | undefined;

interface ReceiverOptions {
  signingSecret: Secret;
  table: Pick<Table, 'put' | 'get'>;
  nowMs: () => number;
  /** Called with every failure of a listener. */
  onFailure?: (error: unknown) => void;
}

/**
 * Bolt's receiver for a function behind an HTTP API. It verifies the bytes as they came, refuses replays, decodes the body, hands it
 * to the app, and answers in time: listeners get an AbortSignal as `late` in Bolt's context. Whatever happens in a listener, the answer is a status, never a throw: 401 unsigned, stale, from
 * the future or replayed; 400, 413, 415 unreadable; 503 for an event that failed, so that Slack sends it again; 200 otherwise.
 */
export class LambdaReceiver implements Receiver {
  readonly #options: ReceiverOptions;
  #app: App | undefined;

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Gives the request handler, as Bolt's own receiver for Lambda does. */
  async start(): Promise<(request: HttpRequest) => Promise<HttpAnswer>> {
    return (request) => this.#answer(request);
  }

  async stop(): Promise<void> {}

  async #answer(request: HttpRequest): Promise<HttpAnswer> {
    if (isTooLarge(request.rawBody))
      return refuse(413, 'body-too-large', 'The body is larger than 1 MiB.', 'Send less at once.');
    const nowMs = this.#options.nowMs();
    const verified = await this.#verify(request, nowMs);
    if (!verified.ok)
      return refuse(
        401,
        'signature-refused',
        verified.detail,
        'Check the signing secret of the app and the clock of this host.',
      );
    const spentMs = Math.min(Math.max(nowMs - (request.receivedMs ?? nowMs), 0), MOST_SPENT_MS);
    return withTimers((after) =>
      this.#answerVerified(request, verified.signature, (ms) => after(ms - spentMs)),
    );
  }

  /** A request that the signing secret does not fit is tried once more where the secret was replaced meanwhile. */
  async #verify({ headers, rawBody }: HttpRequest, nowMs: number): Promise<VerifiedRequest> {
    const { signingSecret } = this.#options;
    const secret = await signingSecret.value();
    const verified = verifySlackRequest(headers, rawBody, secret, nowMs);
    if (verified.ok || !verified.isMismatch || !(await signingSecret.isReplaced(secret))) return verified;
    return verifySlackRequest(headers, rawBody, await signingSecret.value(), nowMs);
  }

  /** `after` counts milliseconds from when the request was received. */
  async #answerVerified(
    { headers, rawBody }: HttpRequest,
    signature: string,
    after: After,
  ): Promise<HttpAnswer> {
    const late = new AbortController();
    void after(HAND_OVER_AFTER_MS).then(() => late.abort());
    const tooLate = after(ANSWER_WITHIN_MS);
    const isRetry = headers['x-slack-retry-num'] !== undefined;
    const memory = { table: this.#options.table, nowMs: this.#options.nowMs() };
    const seen = await Promise.race([
      rememberRequest(memory, rawBody, signature, isRetry),
      after(REMEMBER_WITHIN_MS),
    ]);
    // Slack repeats a request when our answer was late or lost. That is not an attack, and the work is done.
    if (seen === 'repeated') return textAnswer(200);
    if (seen === 'replayed')
      return refuse(401, 'request-replayed', 'This request was already received.', 'Send each request once.');
    const decoded = decodeBody(headers['content-type'], rawBody);
    if (!decoded.ok) return refuse(decoded.status, decoded.code, decoded.detail, decoded.hint);
    const { body } = decoded;
    if (body['type'] === 'url_verification')
      return jsonAnswer(200, { challenge: typeof body['challenge'] === 'string' ? body['challenge'] : '' });
    if (body['ssl_check'] !== undefined) return textAnswer(200);
    const processed = await Promise.race([this.#process(body, late.signal), tooLate]);
    if (!processed) return acknowledge('command' in body ? TOO_LATE : undefined);
    if (!processed.isFailed || body['type'] !== 'event_callback')
      return acknowledge(processed.acknowledgement);
    // Slack ignores the body of an answer to an event. With an error status it sends the event again, which must then count as new.
    await forgetRequest(memory, rawBody);
    return refuse(503, 'event-failed', 'The event could not be handled.', 'Send it again.');
  }

  /** Runs the listeners of a request and gives the body of its acknowledgement. */
  async #process(
    body: Record<string, unknown>,
    late: AbortSignal,
  ): Promise<{ acknowledgement: Acknowledgement; isFailed: boolean }> {
    let acknowledgement: Acknowledgement;
    try {
      await this.#app?.processEvent({
        body,
        customProperties: { late },
        ack: async (response?: string | object) => {
          acknowledgement = response;
        },
      });
      return { acknowledgement, isFailed: false };
    } catch (error) {
      this.#options.onFailure?.(error);
      const { content } = failureAnswer(error);
      return { acknowledgement: { response_type: 'ephemeral', ...content }, isFailed: true };
    }
  }
}

/** A promise that resolves after so many milliseconds. */
type After = (ms: number) => Promise<undefined>;

/** Runs `work` with timers, which end with it. */
async function withTimers<T>(work: (after: After) => Promise<T>): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  const after: After = (ms) =>
    new Promise((resolve) => {
      timers.push(setTimeout(() => resolve(undefined), Math.max(0, ms)));
    });
  try {
    return await work(after);
  } finally {
    timers.forEach(clearTimeout);
  }
}

function acknowledge(body: Acknowledgement): HttpAnswer {
  return typeof body === 'object' ? jsonAnswer(200, body) : textAnswer(200, body);
}

function refuse(status: number, code: string, detail: string, hint: string): HttpAnswer {
  return problemAnswer(status, { code, detail, hint });
}

import type { App, Receiver } from '@slack/bolt';
import type { Table } from '../../ports.ts';
import { type HttpAnswer, type HttpRequest, jsonAnswer, problemAnswer, textAnswer } from '../http.ts';
import { decodeBody, isTooLarge } from './decode-body.ts';
import { forgetRequest, rememberRequest } from './seen-requests.ts';
import { verifySlackRequest } from './verify-request.ts';

/** Slack waits 3 s for an answer. */
const ANSWER_WITHIN_MS = 2_500;

const FAILED = {
  response_type: 'ephemeral',
  text: 'That did not work. The failure was logged; try again in a minute.',
};

/** The body of an acknowledgement: text, or an object that is sent as JSON. */
type Acknowledgement = string | object | undefined;

interface ReceiverOptions {
  signingSecret: string;
  table: Pick<Table, 'put' | 'get'>;
  nowMs: () => number;
  /** Called with every failure of a listener, which the answer to Slack does not show. */
  onFailure?: (error: unknown) => void;
}

/**
 * Bolt's receiver for a function behind an HTTP API. It verifies the bytes as they came, refuses replays, decodes the body, hands it
 * to the app, and answers in time. Whatever happens in a listener, the answer is a status, never a throw: 401 unsigned, stale, from
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

  async #answer({ headers, rawBody }: HttpRequest): Promise<HttpAnswer> {
    if (isTooLarge(rawBody))
      return refuse(413, 'body-too-large', 'The body is larger than 1 MiB.', 'Send less at once.');
    const { signingSecret, table, onFailure } = this.#options;
    const nowMs = this.#options.nowMs();
    const verified = verifySlackRequest(headers, rawBody, signingSecret, nowMs);
    if (!verified.ok)
      return refuse(
        401,
        'signature-refused',
        verified.detail,
        'Check the signing secret of the app and the clock of this host.',
      );
    const isRetry = headers['x-slack-retry-num'] !== undefined;
    const seen = await rememberRequest({ table, nowMs }, rawBody, verified.signature, isRetry);
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
    const { acknowledgement, isFailed } = await inTime(this.#process(body), onFailure);
    if (!isFailed || body['type'] !== 'event_callback') return acknowledge(acknowledgement);
    // Slack ignores the body of an answer to an event. With an error status it sends the event again, which must then count as new.
    await forgetRequest({ table, nowMs }, rawBody);
    return refuse(503, 'event-failed', 'The event could not be handled.', 'Send it again.');
  }

  /** Runs the listeners of a request and gives the body of its acknowledgement. */
  async #process(body: Record<string, unknown>): Promise<Acknowledgement> {
    let acknowledgement: Acknowledgement;
    await this.#app?.processEvent({
      body,
      ack: async (response?: string | object) => {
        acknowledgement = response;
      },
    });
    return acknowledgement;
  }
}

async function inTime(
  work: Promise<Acknowledgement>,
  onFailure: (error: unknown) => void = () => undefined,
): Promise<{ acknowledgement: Acknowledgement; isFailed: boolean }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ acknowledgement: undefined; isFailed: false }>((resolve) => {
    timer = setTimeout(() => resolve({ acknowledgement: undefined, isFailed: false }), ANSWER_WITHIN_MS);
  });
  const done = work.then(
    (acknowledgement) => ({ acknowledgement, isFailed: false }),
    (error: unknown) => {
      onFailure(error);
      return { acknowledgement: FAILED, isFailed: true };
    },
  );
  const answered = await Promise.race([done, late]);
  clearTimeout(timer);
  return answered;
}

function acknowledge(body: Acknowledgement): HttpAnswer {
  return typeof body === 'object' ? jsonAnswer(200, body) : textAnswer(200, body);
}

function refuse(status: number, code: string, detail: string, hint: string): HttpAnswer {
  return problemAnswer(status, { code, detail, hint });
}

import { createHash, randomUUID } from 'node:crypto';
import type { FunctionRunner } from './function-runner.ts';
import { LONGEST_CHAIN, runsOf } from './lineage.ts';
import type { LocalAnswer, LocalRequest } from './local-request.ts';

const FUNCTION = 'notify';
const REDELIVER_AFTER_MS = 2_000;
/** As in infra/functions.yml and infra/queues.yml. */
const BATCH_SIZE = 10;
const MOST_AT_ONCE = 5;
const MOST_DELIVERIES = 5;

interface Message {
  body: string;
  /** The trace header of the call that sent it. */
  trace: string;
  deliveries: number;
}

/**
 * Speaks SQS's SendMessage (AWS JSON 1.0) and delivers to `notify` as Lambda does: after the delay, at least once, up to ten messages
 * at a time to five invocations at once. A failed message is delivered again, at most five times; one whose chain of invocations
 * is too long is dropped. What is given up, `note` hears of. Kept in memory only: after a crash the sweep finds what is pending.
 */
export function createSqsEndpoint(
  runner: FunctionRunner,
  note: (message: string) => void,
): {
  /** Undefined for other requests. */
  answer(request: LocalRequest): LocalAnswer | undefined;
  stop(): void;
} {
  const timers = new Set<NodeJS.Timeout>();
  const ready: Message[] = [];
  let [isStopped, running] = [false, 0];
  const deliver = (message: Message, afterMs: number): void => {
    if (isStopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      ready.push(message);
      invoke();
    }, afterMs);
    timers.add(timer);
  };
  const invoke = (): void => {
    if (isStopped || running >= MOST_AT_ONCE || ready.length === 0) return;
    const batch = ready.splice(0, BATCH_SIZE).filter((message) => !isLoop(message, note));
    if (batch.length === 0) return invoke();
    running++;
    void run(batch).finally(() => {
      running--;
      invoke();
    });
  };
  const run = async (batch: readonly Message[]): Promise<void> => {
    for (const message of await failedOf(runner, batch)) {
      if (message.deliveries >= MOST_DELIVERIES) note(`${FUNCTION} failed too often: ${message.body}`);
      else
        deliver({ ...message, deliveries: message.deliveries + 1 }, REDELIVER_AFTER_MS * message.deliveries);
    }
  };
  return {
    answer(request) {
      if (request.headers['x-amz-target'] !== 'AmazonSQS.SendMessage') return undefined;
      const { body, delayMs, answer } = readSend(request);
      deliver({ body, trace: request.headers['x-amzn-trace-id'] ?? '', deliveries: 1 }, delayMs);
      return answer;
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function isLoop({ body, trace }: Message, note: (message: string) => void): boolean {
  const isLong = runsOf(trace, FUNCTION) >= LONGEST_CHAIN;
  if (isLong) note(`recursive loop: ${FUNCTION} ran ${LONGEST_CHAIN} times in one chain; dropped ${body}`);
  return isLong;
}

/** An invocation has one trace. Which of a batch it is, AWS does not say: the longest counts too much rather than too little. */
function longest(batch: readonly Message[]): string {
  return batch.reduce(
    (most, { trace }) => (runsOf(trace, FUNCTION) > runsOf(most, FUNCTION) ? trace : most),
    batch[0]?.trace ?? '',
  );
}

/** Invokes the function with a batch; those messages that it names as failed, or all where it throws. */
async function failedOf(runner: FunctionRunner, batch: readonly Message[]): Promise<readonly Message[]> {
  const named = batch.map((message) => ({ message, messageId: randomUUID() as string }));
  const Records = named.map(({ messageId, message: { body, deliveries } }) => ({
    messageId,
    body,
    attributes: { ApproximateReceiveCount: String(deliveries) },
  }));
  try {
    const result = await runner.invoke(FUNCTION, { Records }, { trace: longest(batch) });
    const { batchItemFailures = [] } = (result ?? {}) as { batchItemFailures?: { itemIdentifier: string }[] };
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return named.flatMap(({ message, messageId }) => (failed.has(messageId) ? [message] : []));
  } catch {
    return batch;
  }
}

function readSend(request: LocalRequest): { body: string; delayMs: number; answer: LocalAnswer } {
  const { MessageBody = '', DelaySeconds = 0 } = JSON.parse(request.body.toString('utf8')) as {
    MessageBody?: string;
    DelaySeconds?: number;
  };
  const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
  const said = JSON.stringify({ MD5OfMessageBody, MessageId: randomUUID() });
  const answer = { status: 200, type: 'application/x-amz-json-1.0', body: said };
  return { body: MessageBody, delayMs: DelaySeconds * 1000, answer };
}

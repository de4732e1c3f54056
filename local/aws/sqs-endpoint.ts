import { createHash, randomUUID } from 'node:crypto';
import type { FunctionRunner } from './function-runner.ts';
import type { LocalAnswer, LocalRequest } from './local-request.ts';

const REDELIVER_AFTER_MS = 2_000;
const MOST_DELIVERIES = 5;

/**
 * Speaks SQS's SendMessage (AWS JSON 1.0) and delivers to `notify`, after the delay, at least once; a failed message is delivered again,
 * at most five times. Kept in memory only: after a crash the sweep finds what is pending. Undefined for other requests.
 */
export function createSqsEndpoint(runner: FunctionRunner): {
  answer(request: LocalRequest): LocalAnswer | undefined;
  stop(): void;
} {
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;
  // One at a time: two runs at once would only wait for each other's writes.
  let last: Promise<unknown> = Promise.resolve();
  const deliver = (body: string, afterMs: number, deliveries = 1): void => {
    if (isStopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      last = last.then(() => run(body, deliveries));
    }, afterMs);
    timers.add(timer);
  };
  const run = async (body: string, deliveries: number): Promise<void> => {
    if (isStopped) return;
    const record = {
      messageId: randomUUID(),
      body,
      attributes: { ApproximateReceiveCount: String(deliveries) },
    };
    const failed = await runner.invoke('notify', { Records: [record] }).then(
      (result) => (result as { batchItemFailures?: unknown[] } | undefined)?.batchItemFailures?.length ?? 0,
      () => 1,
    );
    if (failed > 0 && deliveries < MOST_DELIVERIES)
      deliver(body, REDELIVER_AFTER_MS * deliveries, deliveries + 1);
  };
  return {
    answer(request) {
      if (request.headers['x-amz-target'] !== 'AmazonSQS.SendMessage') return undefined;
      const { body, delayMs, answer } = readSend(request);
      deliver(body, delayMs);
      return answer;
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
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

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { HalfopenError } from '../errors.ts';
import type { NotifyQueue } from '../ports.ts';
import { timedHttp } from './aws-settings.ts';

/** The longest delay that SQS takes (SendMessage, DelaySeconds); what has to wait longer is found by the sweep. */
const LONGEST_DELAY_SEC = 900;

/** The queue of what notify has to look at, on SQS. Region and endpoint come from the environment. */
export function createSqsQueue(queueUrl: string): NotifyQueue {
  const client = new SQSClient({
    maxAttempts: 3,
    requestHandler: timedHttp(),
    useQueueUrlAsEndpoint: false,
  });
  return {
    async send(incident, delayMs) {
      const DelaySeconds = Math.min(LONGEST_DELAY_SEC, Math.ceil(Math.max(0, delayMs) / 1000));
      try {
        await client.send(
          new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: JSON.stringify({ incident }),
            DelaySeconds,
          }),
        );
      } catch (cause) {
        throw new HalfopenError({
          code: 'queue-unavailable',
          message: `the notify queue did not take a message: ${(cause as Error).name}`,
          hint: 'Nothing is lost: the sweep finds what is pending. If it stays so, look at NOTIFY_QUEUE_URL and the permissions of the role.',
          retryable: true,
          cause,
        });
      }
    },
  };
}

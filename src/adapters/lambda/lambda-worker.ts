import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HalfopenError } from '../../errors.ts';
import type { Worker } from '../../ports.ts';
import { timedHttp } from '../aws-settings.ts';

/** Hands work to the function `answer` by an asynchronous invocation. Region and endpoint come from the environment. */
export function createLambdaWorker(functionName: string): Worker {
  const client = new LambdaClient({ maxAttempts: 2, requestHandler: timedHttp() });
  return {
    async later(work) {
      try {
        const Payload = JSON.stringify(work);
        await client.send(
          new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }),
        );
      } catch (cause) {
        throw new HalfopenError({
          code: 'worker-unavailable',
          message: `the function ${functionName} did not take the work: ${(cause as Error).name}`,
          hint: 'Ask again. If it stays so, look at ANSWER_FUNCTION and the permissions of the role.',
          retryable: true,
          cause,
        });
      }
    },
  };
}

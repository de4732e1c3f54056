import { createHash } from 'node:crypto';
import { InvokeCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import {
  type AutomationExecution,
  GetAutomationExecutionCommand,
  SSMClient,
  type SSMClientConfig,
  StartAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import type { ActionOutcome } from '../model/allowed-action.ts';
import type { ActionRequest, Actions } from '../ports.ts';
import { timedHttp } from './aws-settings.ts';

/** An automation is asked for this often, and given up on before the function `answer` ends (300 s). */
const EVERY_MS = 3_000;
const MOST_MS = 240_000;
const OVER = ['Success', 'Failed', 'TimedOut', 'Cancelled', 'CompletedWithSuccess', 'CompletedWithFailure'];
const GOOD = ['Success', 'CompletedWithSuccess'];

interface Where {
  ssm?: SSMClientConfig;
  lambda?: LambdaClientConfig;
  /** Waits so long; a test does not. */
  wait?: (ms: number) => Promise<void>;
}

/**
 * Runs actions on AWS: an SSM Automation document is started and followed to its end, a Lambda function is invoked and its answer
 * awaited. Settings that are not given come from the environment. Nothing is tried a second time: whether a run has begun that got no
 * answer nobody knows. Statuses are those of AutomationExecutionStatus in Systems Manager's API reference. Throws nothing.
 */
export function createAwsActions({ ssm = {}, lambda = {}, wait = pause }: Where = {}): Actions {
  const documents = new SSMClient({ maxAttempts: 1, requestHandler: timedHttp(), ...ssm });
  const functions = new LambdaClient({ maxAttempts: 1, requestHandler: timedHttp(MOST_MS), ...lambda });
  return {
    async run(request) {
      try {
        return request.action.document === undefined
          ? await invoke(functions, request)
          : await automate(documents, request, wait);
      } catch (error) {
        const { name, message } = error as Error;
        return { state: isRefusal(error) ? 'not started' : 'unknown', said: `${name}: ${message}` };
      }
    },
  };
}

/** AWS answered that it does not do it: 4xx. Anything else may have come after it had begun. */
function isRefusal(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}

async function automate(
  client: SSMClient,
  { action, run, token }: ActionRequest,
  wait: (ms: number) => Promise<void>,
): Promise<ActionOutcome> {
  const given = {
    ...run.parameters,
    ...(action.role ? { AutomationAssumeRole: action.role } : {}),
    ...(action.dryRun ? { DryRun: String(run.isDryRun) } : {}),
  };
  const { AutomationExecutionId: id = '' } = await client.send(
    new StartAutomationExecutionCommand({
      DocumentName: action.document ?? '',
      Parameters: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]])),
      ClientToken: asUuid(token),
    }),
  );
  return follow(client, id, wait);
}

/** Asks how it stands until it is over. A question that got no answer is asked again; one that is refused says nothing of the run. */
async function follow(
  client: SSMClient,
  id: string,
  wait: (ms: number) => Promise<void>,
): Promise<ActionOutcome> {
  for (let waited = 0; waited <= MOST_MS; waited += EVERY_MS) {
    try {
      const found = await client.send(new GetAutomationExecutionCommand({ AutomationExecutionId: id }));
      const execution = found.AutomationExecution ?? {};
      const status = execution.AutomationExecutionStatus ?? '';
      if (OVER.includes(status))
        return { state: GOOD.includes(status) ? 'succeeded' : 'failed', said: outcomeOf(id, execution) };
    } catch (error) {
      if (isRefusal(error))
        return { state: 'unknown', said: `Automation ${id} has started. ${(error as Error).message}` };
    }
    await wait(EVERY_MS);
  }
  return { state: 'still running', said: `Automation ${id} goes on: see it in Systems Manager.` };
}

function outcomeOf(
  id: string,
  { AutomationExecutionStatus, FailureMessage, Outputs = {} }: AutomationExecution,
) {
  const outputs = Object.entries(Outputs).map(([name, values]) => `${name}: ${values.join(', ')}`);
  return [`Automation ${id}: ${AutomationExecutionStatus}`, FailureMessage ?? '', ...outputs]
    .filter((line) => line !== '')
    .join('\n');
}

async function invoke(
  client: LambdaClient,
  { action, run, userId, token }: ActionRequest,
): Promise<ActionOutcome> {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({
      FunctionName: action.function ?? '',
      Payload: JSON.stringify({
        action: action.name,
        parameters: run.parameters,
        dryRun: run.isDryRun,
        incident: run.incidentId,
        approvedBy: userId,
        reason: run.reason,
        token,
      }),
    }),
  );
  const said = Payload ? Buffer.from(Payload).toString('utf8') : '';
  return { state: FunctionError ? 'failed' : 'succeeded', said };
}

/** SSM takes a UUID as the name of a start: the same one twice starts once. */
function asUuid(token: string): string {
  const hex = createHash('sha256').update(token).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { awsSettings } from '../../aws-settings.ts';
import { type Finding, fail, ok } from '../check.ts';

/** The stack of a stage, or undefined where there is none. Throws what the SDK throws, also without credentials. */
export async function readStack(stage: string, env: NodeJS.ProcessEnv): Promise<Stack | undefined> {
  const client = new CloudFormationClient(awsSettings(env, 'CLOUDFORMATION'));
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: `halfopen-${stage}` }));
    return Stacks[0];
  } catch (error) {
    // CloudFormation has no error of its own for a stack that does not exist.
    if ((error as Error).message.includes('does not exist')) return undefined;
    throw error;
  }
}

/** States in which a stack can only be deleted (AWS CloudFormation, stack status codes). */
const TO_BE_DELETED = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'];

/** Whether CloudFormation would take a deployment of the stack as it is. */
export function checkStack(stage: string, stack: Stack | undefined): Finding {
  const name = `halfopen-${stage}`;
  const check = `stack ${name}`;
  if (!stack) return ok(check, 'is not there yet: this is the first deployment');
  const { StackStatus: status = '' } = stack;
  if (TO_BE_DELETED.includes(status))
    return fail(
      check,
      `is ${status}: it accepts no further deployment`,
      `aws cloudformation delete-stack --stack-name ${name}; its table stays. Then deploy.`,
    );
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return fail(
      check,
      `is ${status}`,
      `aws cloudformation continue-update-rollback --stack-name ${name}. Then deploy.`,
    );
  if (status.endsWith('_IN_PROGRESS'))
    return fail(check, `is ${status}`, 'Wait until it is done, then deploy.');
  return ok(check, `is ${status}`);
}

import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsSettings } from '../../aws-settings.ts';
import { type Finding, fail, ok, warn } from '../check.ts';
import type { PlanCheck } from './plan.ts';

/** Whether the parameters that the functions read are there; what they hold is not read. */
export const checkParameters: PlanCheck = async ({ deploy, stage, env }) => {
  const client = new SSMClient(awsSettings(env, 'SSM'));
  const names = ['slack-bot-token', 'slack-signing-secret', 'snapshot-secret'];
  const own = names.map((name) => `/halfopen/${stage}/${name}`);
  const others = [deploy.managementUrlParameter, deploy.pagerDutyTokenParameter].filter(Boolean);
  return Promise.all([...own, ...others].map((name) => checkParameter(client, name)));
};

async function checkParameter(client: SSMClient, name: string): Promise<Finding> {
  const check = `parameter ${name}`;
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    return Parameter?.Type === 'SecureString'
      ? ok(check, 'is there')
      : warn(
          check,
          `is a ${Parameter?.Type ?? 'parameter without type'}, so its value is not encrypted`,
          `Delete it, then aws ssm put-parameter --type SecureString --name ${name} --value …`,
        );
  } catch (error) {
    const { name: said } = error as Error;
    if (said === 'ParameterNotFound')
      return fail(
        check,
        'is not there',
        `aws ssm put-parameter --type SecureString --name ${name} --value …`,
      );
    return warn(check, `not checked: AWS answered ${said}`, 'Use credentials that may ssm:GetParameter.');
  }
}

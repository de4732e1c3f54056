import { readStack } from '../../adapters/doctor/before-deploy/check-stack.ts';
import { HalfopenError } from '../../errors.ts';

/**
 * The environment with what a deployment of that stage is called, as the outputs of its stack and the names of its parameters say;
 * what the caller has set stays. Without a stage it is the environment as it is. Throws `stack-unknown`.
 */
export async function environmentOfStage(
  env: NodeJS.ProcessEnv,
  stage: string | undefined,
): Promise<NodeJS.ProcessEnv> {
  if (stage === undefined) return env;
  const stack = await readStack(stage, env).catch((cause: Error) =>
    fail(`AWS can't be asked: ${cause.name}`, 'Set AWS_PROFILE and AWS_REGION.', cause),
  );
  if (!stack)
    return fail(
      `there is no stack halfopen-${stage} in this account and region`,
      'Deploy it, or correct --stage or AWS_REGION.',
    );
  const output = (key: string) => stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  const found: Record<string, string | undefined> = {
    HALFOPEN_TABLE: output('TableName'),
    HALFOPEN_URL: output('HttpApiUrl'),
    SLACK_BOT_TOKEN_PARAM: `/halfopen/${stage}/slack-bot-token`,
    SLACK_SIGNING_SECRET_PARAM: `/halfopen/${stage}/slack-signing-secret`,
    OUTLET_PARAMS: `/halfopen/${stage}/outlet-`,
  };
  const set = Object.entries(found).filter(([name, value]) => value !== undefined && !env[name]);
  return { ...env, ...Object.fromEntries(set) };
}

function fail(found: string, hint: string, cause?: unknown): never {
  throw new HalfopenError({ code: 'stack-unknown', message: `${found}.`, hint, cause });
}

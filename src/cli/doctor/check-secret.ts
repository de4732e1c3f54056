import { type Finding, fail, ok } from '../../adapters/doctor/check.ts';
import { readSecret } from '../../adapters/read-secret.ts';
import { HalfopenError } from '../../errors.ts';

/** Reads a secret from its variable or its SSM parameter. The finding says where it stands, never what it is. */
export async function checkSecret(
  env: NodeJS.ProcessEnv,
  name: string,
  whence: string,
): Promise<{ value?: string; finding: Finding }> {
  const parameter = env[`${name}_PARAM`];
  try {
    const value = await readSecret(env, name);
    return { value, finding: ok(name, parameter ? `read from SSM parameter ${parameter}` : 'is set') };
  } catch (error) {
    if (!(error instanceof HalfopenError)) throw error;
    const hint = parameter
      ? parameterHint(parameter, whence, (error.cause as Error | undefined)?.name)
      : `Set ${name}, or ${name}_PARAM to the name of its SSM parameter; ${whence}`;
    return { finding: fail(name, error.message, hint) };
  }
}

/** `cause` is the name of the error that SSM, or the way there, answered with; undefined: the parameter is empty. */
function parameterHint(parameter: string, whence: string, cause: string | undefined): string {
  if (cause === 'AccessDeniedException')
    return `These credentials need ssm:GetParameter on ${parameter}, and kms:Decrypt on its key.`;
  if (cause === undefined || cause === 'ParameterNotFound')
    return `aws ssm put-parameter --type SecureString --overwrite --name ${parameter} --value …; ${whence}`;
  return 'Log in to AWS: set AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION.';
}

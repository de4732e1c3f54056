import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { HalfopenError } from '../errors.ts';
import { timedHttp } from './aws-settings.ts';

/**
 * Reads a secret: from the variable `name` itself, or, on AWS, from the SSM parameter whose name is in `<name>_PARAM`
 * (Lambda's environment can't hold a secure parameter, so the value is fetched at init). Throws when there is neither.
 */
export async function readSecret(env: NodeJS.ProcessEnv, name: string): Promise<string> {
  const parameter = env[`${name}_PARAM`];
  const plain = env[name];
  if (parameter === undefined || parameter === '') {
    if (plain) return plain;
    throw missing(name, `neither ${name} nor ${name}_PARAM is set`);
  }
  try {
    const client = new SSMClient({ maxAttempts: 3, requestHandler: timedHttp() });
    const { Parameter } = await client.send(
      new GetParameterCommand({ Name: parameter, WithDecryption: true }),
    );
    if (Parameter?.Value) return Parameter.Value;
  } catch (cause) {
    throw missing(name, `SSM parameter ${parameter} can't be read: ${(cause as Error).name}`, cause);
  }
  throw missing(name, `SSM parameter ${parameter} is empty`);
}

function missing(name: string, message: string, cause?: unknown): HalfopenError {
  return new HalfopenError({
    code: 'secret-missing',
    message,
    hint: `Put it there with: aws ssm put-parameter --type SecureString --overwrite --name <the name in ${name}_PARAM> --value <secret>`,
    retryable: true,
    cause,
  });
}

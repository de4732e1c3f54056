import { type Finding, fail, ok, warn } from '../../adapters/doctor/check.ts';
import type { LocalSecrets } from '../../adapters/local-secrets.ts';
import { readSecret } from '../../adapters/read-secret.ts';
import { HalfopenError } from '../../errors.ts';
import type { Deployment } from './find-deployment.ts';

const TOKEN = 'SLACK_BOT_TOKEN';

const SIGNING = 'SLACK_SIGNING_SECRET';

/** The secrets that were read, never to be printed, and what there is to say of them and of the store's name. */
export interface CheckedEnvironment {
  token?: string;
  signingSecret?: string;
  findings: Finding[];
}

/** Whether token, signing secret and table are set. The secrets that a host makes for itself are right only while its stand-in is in Slack's place. */
export async function checkEnvironment(deployment: Deployment): Promise<CheckedEnvironment> {
  const { env } = deployment;
  const own = deployment.kind === 'host' ? deployment.secrets : {};
  const [token, secret] = await Promise.all([
    checkSecret(env, TOKEN, 'it stands under OAuth & Permissions of the app.'),
    checkSecret(env, SIGNING, 'it stands under Basic Information of the app.'),
  ]);
  const isReal = token.value !== undefined && token.value !== own.SLACK_BOT_TOKEN;
  return {
    ...(token.value === undefined ? {} : { token: token.value }),
    ...(secret.value === undefined ? {} : { signingSecret: secret.value }),
    findings: [
      whereOf(deployment),
      judgeToken(token.value, own) ?? token.finding,
      judgeSigningSecret(secret.value, own, isReal) ?? secret.finding,
    ],
  };
}

function whereOf(deployment: Deployment): Finding {
  const check = 'environment';
  if (deployment.kind === 'host') return ok(check, `the host of this machine is up at ${deployment.url}`);
  if (deployment.kind === 'aws')
    return ok(check, `HALFOPEN_TABLE names table ${deployment.env['HALFOPEN_TABLE']}`);
  return fail(
    check,
    `${deployment.why}, and HALFOPEN_TABLE is not set`,
    'On one machine: npm start. For a deployment on AWS: set HALFOPEN_TABLE, AWS_REGION and HALFOPEN_URL.',
  );
}

function judgeToken(token: string | undefined, own: LocalSecrets): Finding | undefined {
  if (token === undefined) return undefined;
  if (token === own.SLACK_BOT_TOKEN)
    return ok(TOKEN, "not set: the host works with its stand-in in Slack's place");
  if (token.startsWith('xoxb-')) return undefined;
  const hint = 'Copy the Bot User OAuth Token, which begins with xoxb-, from OAuth & Permissions of the app.';
  return fail(TOKEN, 'is not a bot token', hint);
}

function judgeSigningSecret(
  secret: string | undefined,
  own: LocalSecrets,
  isReal: boolean,
): Finding | undefined {
  if (secret === undefined) return undefined;
  const isOwn = secret === own.SLACK_SIGNING_SECRET;
  if (isOwn && !isReal) return ok(SIGNING, 'not set: the host made its own');
  const hint = 'Copy the Signing Secret from Basic Information of the app.';
  if (isOwn)
    return warn(
      SIGNING,
      'not set: the host made its own, but the token is a real one, so Slack signs with another',
      hint,
    );
  if (isReal && !/^[0-9a-f]{32}$/.test(secret))
    return warn(SIGNING, 'does not look like one of Slack’s, which have 32 hexadecimal digits', hint);
  return undefined;
}

/** Reads a secret from its variable or its SSM parameter. The finding says where it stands, never what it is. */
async function checkSecret(
  env: NodeJS.ProcessEnv,
  name: string,
  origin: string,
): Promise<{ value?: string; finding: Finding }> {
  const parameter = env[`${name}_PARAM`];
  try {
    const value = await readSecret(env, name);
    return { value, finding: ok(name, parameter ? `read from SSM parameter ${parameter}` : 'is set') };
  } catch (error) {
    if (!(error instanceof HalfopenError)) throw error;
    const hint = parameter
      ? parameterHint(parameter, origin, (error.cause as Error | undefined)?.name)
      : `Set ${name}, or ${name}_PARAM to the name of its SSM parameter; ${origin}`;
    return { finding: fail(name, error.message, hint) };
  }
}

/** `cause` is the name of the error that SSM, or the way there, answered with; undefined: the parameter is empty. */
function parameterHint(parameter: string, origin: string, cause: string | undefined): string {
  if (cause === 'AccessDeniedException')
    return `These credentials need ssm:GetParameter on ${parameter}, and kms:Decrypt on its key.`;
  if (cause === undefined || cause === 'ParameterNotFound')
    return `aws ssm put-parameter --type SecureString --overwrite --name ${parameter} --value …; ${origin}`;
  return 'Log in to AWS: set AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION.';
}

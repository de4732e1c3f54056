import { dataDirOf, type LocalSecrets } from '../src/adapters/local-secrets.ts';
import { HalfopenError } from '../src/errors.ts';

/** What the host needs to know before it starts. */
export interface LocalSettings {
  port: number;
  dataDir: string;
  /** The engine at this endpoint instead of the embedded one. */
  dynamodbEndpoint: string | undefined;
}

/** Reads PORT, HALFOPEN_DATA_DIR and AWS_ENDPOINT_URL_DYNAMODB; throws `port-unreadable`. */
export function readLocalSettings(env: NodeJS.ProcessEnv): LocalSettings {
  const port = env['PORT'] || '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new HalfopenError({
      code: 'port-unreadable',
      message: `PORT is "${port}", which is not a port number`,
      hint: 'Set PORT to a number from 0 to 65535 (0 takes any free one), or leave it out for 3000.',
    });
  }
  return {
    port: Number(port),
    dataDir: dataDirOf(env),
    dynamodbEndpoint: env['AWS_ENDPOINT_URL_DYNAMODB'] || undefined,
  };
}

/** Gives the functions the environment that a deployment would, as far as nobody has set it. */
export function completeEnvironment(
  env: NodeJS.ProcessEnv,
  { url, dynamodbEndpoint, secrets }: { url: string; dynamodbEndpoint: string; secrets: LocalSecrets },
): void {
  const { SLACK_BOT_TOKEN, ...otherSecrets } = secrets;
  const defaults: Record<string, string> = {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    // The SDK hands on the chain of invocations only within a function.
    AWS_LAMBDA_FUNCTION_NAME: 'halfopen',
    AWS_ENDPOINT_URL_SQS: url,
    AWS_ENDPOINT_URL_LAMBDA: url,
    ANSWER_FUNCTION: 'answer',
    HALFOPEN_URL: url,
    NOTIFY_QUEUE_URL: `${url}/000000000000/halfopen-notify`,
    ...otherSecrets,
    SLACK_CHANNEL: '#on-call',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
    POWERTOOLS_METRICS_DISABLED: 'true',
    // The local engine accepts any credentials; without some the SDK refuses to sign.
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  // With a token of its own the app belongs to a real workspace.
  if (!env['SLACK_BOT_TOKEN'] && SLACK_BOT_TOKEN)
    Object.assign(defaults, { SLACK_BOT_TOKEN, SLACK_API_URL: `${url}/api/` });
  // One endpoint set for all of AWS is used for the logs too.
  if (!env['AWS_ENDPOINT_URL']) defaults['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] = url;
  for (const [name, value] of Object.entries(defaults)) env[name] ||= value;
}

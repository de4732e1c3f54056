/** What a client of the SDK is made with. */
interface AwsSettings extends AwsPlace {
  maxAttempts: number;
  requestHandler: ReturnType<typeof timedHttp>;
}

interface AwsPlace {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * Settings for a client of a service by the environment given instead of the process's own, so that a host's can be used. What is
 * not named (a profile, a role) the SDK looks for itself. `service` as in AWS_ENDPOINT_URL_<service>.
 */
export function awsSettings(env: NodeJS.ProcessEnv, service: string): AwsSettings {
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`];
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    maxAttempts: 2,
    requestHandler: timedHttp(),
    ...(endpoint ? { endpoint } : {}),
    ...(region ? { region } : {}),
    ...(accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : {}),
  };
}

/**
 * Time-outs for AWS clients, in milliseconds: the SDK waits without end by default, and a Lambda that waits is a Lambda that is killed.
 */
export function timedHttp(requestTimeout = 5_000): {
  connectionTimeout: number;
  requestTimeout: number;
  throwOnRequestTimeout: boolean;
} {
  return { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeEnvironment } from '../../../local/environment.ts';
import { dataDirOf, type LocalSecrets, readLocalSecrets } from '../../adapters/local-secrets.ts';

/** Where Halfopen runs that a terminal command means, and the environment its functions work in, as far as it is known here. */
export type Deployment =
  | { kind: 'host'; url: string; env: NodeJS.ProcessEnv; secrets: LocalSecrets }
  | { kind: 'aws'; env: NodeJS.ProcessEnv }
  | { kind: 'none'; why: string; env: NodeJS.ProcessEnv };

/**
 * The deployment on AWS when HALFOPEN_TABLE names its table, unless HALFOPEN_DATA_DIR says that the host of this machine is meant;
 * else that host, if it is up. Never changes the environment given.
 */
export async function findDeployment(env: NodeJS.ProcessEnv): Promise<Deployment> {
  const namesTable = Boolean(env['HALFOPEN_TABLE']);
  if (namesTable && !env['HALFOPEN_DATA_DIR']) return { kind: 'aws', env };
  const host = await findHost(env);
  if (host.isUp) {
    const secrets = readLocalSecrets(dataDirOf(env));
    return { kind: 'host', url: host.url, env: environmentOf(host, env, secrets), secrets };
  }
  return namesTable ? { kind: 'aws', env } : { kind: 'none', why: host.why, env };
}

/** Where the host says its parts are counts more than what the caller has set. Secrets are the caller's, else those in the data directory. */
function environmentOf(
  { url, endpoints }: FoundHost & { isUp: true },
  env: NodeJS.ProcessEnv,
  secrets: LocalSecrets,
): NodeJS.ProcessEnv {
  const complete = { ...env, ...endpoints };
  const dynamodbEndpoint = endpoints['AWS_ENDPOINT_URL_DYNAMODB'] ?? '';
  completeEnvironment(complete, { url, dynamodbEndpoint, secrets });
  return complete;
}

const TIMEOUT_MS = 2_000;

/** The host of this machine as it left word of itself, or why there is none. */
type FoundHost =
  | { isUp: true; url: string; endpoints: Readonly<Record<string, string>> }
  | { isUp: false; why: string };

/**
 * Finds the host that runs on this machine by the `endpoints.json` it wrote into HALFOPEN_DATA_DIR (`.halfopen`), and asks it
 * whether it is up: the file stays when a host ends.
 */
async function findHost(env: NodeJS.ProcessEnv): Promise<FoundHost> {
  const file = join(dataDirOf(env), 'endpoints.json');
  if (!existsSync(file)) return { isUp: false, why: `there is no ${file}, so no host has run here` };
  const endpoints = readEndpoints(file);
  const url = endpoints?.['HALFOPEN_URL'] ?? endpoints?.['AWS_ENDPOINT_URL_SQS'];
  if (!endpoints || !url || !URL.canParse(url)) return { isUp: false, why: `${file} names no host` };
  const { origin } = new URL(url);
  const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => undefined,
  );
  return answer?.ok
    ? { isUp: true, url: origin, endpoints }
    : { isUp: false, why: `the host that ${file} tells of does not answer at ${origin}` };
}

function readEndpoints(file: string): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof read !== 'object' || read === null) return undefined;
    return Object.fromEntries(
      Object.entries(read).filter((one): one is [string, string] => typeof one[1] === 'string'),
    );
  } catch {
    // A host that is just starting may not have finished writing.
    return undefined;
  }
}

/**
 * Keeps the SDK from writing about Node's versions to come to standard error, where callers read one line for each fault. Its
 * version is pinned here, so what later ones require is no news to who runs a command.
 */
export function quietAwsSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}

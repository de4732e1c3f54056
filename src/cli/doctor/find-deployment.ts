import { completeEnvironment } from '../../../local/environment.ts';
import { type FoundHost, findHost } from '../../adapters/doctor/find-host.ts';

/** Where Halfopen runs that a terminal command means, and the environment its functions work in, as far as it is known here. */
export type Deployment =
  | { kind: 'host'; url: string; env: NodeJS.ProcessEnv }
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
  if (host.isUp) return { kind: 'host', url: host.url, env: environmentOf(host, env) };
  return namesTable ? { kind: 'aws', env } : { kind: 'none', why: host.why, env };
}

/** The host's word on where its parts are goes before the caller's; secrets it does not tell, so there the defaults hold. */
function environmentOf(
  { url, endpoints }: FoundHost & { isUp: true },
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const complete = { ...env, ...endpoints };
  completeEnvironment(complete, url, endpoints['AWS_ENDPOINT_URL_DYNAMODB'] ?? '');
  return complete;
}

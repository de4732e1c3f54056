import { readFileSync } from 'node:fs';
import { HalfopenError } from '../../errors.ts';
import type { Config } from '../../model/config.ts';
import { withCanary } from '../canary/canary-config.ts';

/**
 * Reads the checked configuration (JSON) that HALFOPEN_CONFIG names: packaging and the one-machine host make it of `halfopen.yml`,
 * so that no function reads YAML at a cold start. HALFOPEN_OWN_LOG_GROUPS adds log groups never to be read, separated by commas;
 * SLACK_CHANNEL is the channel of what no route takes, CANARY_CHANNEL that of the canary, which writes to CANARY_LOG_GROUP.
 */
export function packagedConfig(env: NodeJS.ProcessEnv): Config {
  const config = read(env['HALFOPEN_CONFIG'] ?? '');
  const own = (env['HALFOPEN_OWN_LOG_GROUPS'] ?? '').split(',').filter(Boolean);
  const channel = env['SLACK_CHANNEL'] || '#on-call';
  const region = env['AWS_ENDPOINT_URL_DYNAMODB'] === undefined ? env['AWS_REGION'] : undefined;
  const complete = {
    ...config,
    routes: [...config.routes, { name: 'default', match: {}, channel }],
    ownLogGroups: [...config.ownLogGroups, ...own],
    ...(region ? { region } : {}),
  };
  return withCanary(complete, env);
}

function read(file: string): Config {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Config;
  } catch (cause) {
    throw new HalfopenError({
      code: 'config-missing',
      message: `the checked configuration "${file}" can't be read: ${(cause as Error).message}`,
      hint: 'Deploy what npm run package made, or start with npm start: both make it of halfopen.yml.',
      cause,
    });
  }
}

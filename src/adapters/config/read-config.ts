import { readFileSync } from 'node:fs';
import { HalfopenError } from '../../errors.ts';
import type { Config } from '../../model/config.ts';
import { parseConfig } from './parse-config.ts';

/**
 * Reads the configuration named by HALFOPEN_CONFIG, or works with the defaults where none is named. SLACK_CHANNEL is the default
 * route, AWS_REGION makes links; HALFOPEN_OWN_LOG_GROUPS adds log groups never to be read, separated by commas.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const file = env['HALFOPEN_CONFIG'];
  const config = parseConfig(
    file ?? 'halfopen.yml',
    file ? read(file) : '',
    env['SLACK_CHANNEL'] || '#on-call',
  );
  const own = (env['HALFOPEN_OWN_LOG_GROUPS'] ?? '').split(',').filter(Boolean);
  const onAws =
    env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined && env['AWS_ENDPOINT_URL_DYNAMODB'] === undefined;
  return {
    ...config,
    ownLogGroups: [...config.ownLogGroups, ...own],
    ...(onAws && env['AWS_REGION'] ? { region: env['AWS_REGION'] } : {}),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HalfopenError({
      code: 'config-missing',
      message: `the configuration ${file} can't be read: ${(cause as Error).message}`,
      mend: 'Set HALFOPEN_CONFIG to a file that is there, or leave it out to work with the defaults.',
      cause,
    });
  }
}

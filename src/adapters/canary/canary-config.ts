import type { Config } from '../../model/config.ts';

/** The system of the line that is written once an hour. */
export const CANARY_SYSTEM = 'halfopen-canary';

/** The configuration with the source and the route of the canary before all others, where CANARY_CHANNEL says that there is one. */
export function withCanary(config: Config, env: NodeJS.ProcessEnv): Config {
  const { CANARY_CHANNEL: channel, CANARY_LOG_GROUP: logGroup } = env;
  if (!channel || !logGroup) return config;
  return {
    ...config,
    sources: [{ logGroup, role: 'broker', system: CANARY_SYSTEM }, ...config.sources],
    routes: [{ name: 'canary', match: { system: CANARY_SYSTEM }, channel }, ...config.routes],
  };
}

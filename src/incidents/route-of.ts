import type { Config, Route } from '../model/config.ts';
import { matchesGlob } from './is-like.ts';

/** The first route all of whose matchers hold. Throws nothing: without any the last one takes the rest. */
export function routeOf({ routes }: Pick<Config, 'routes'>, labels: Readonly<Record<string, string>>): Route {
  const found = routes.find(({ match }) =>
    Object.entries(match).every(([name, pattern]) => matchesGlob(pattern, labels[name] ?? '')),
  );
  return found ?? routes.at(-1) ?? { name: 'default', match: {}, channel: '#on-call' };
}

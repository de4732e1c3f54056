import type { Config, Route, Source } from '../model/config.ts';

/** Whether a value equals a pattern or, where that ends with `*`, begins with what stands before it. */
export function matchesGlob(pattern: string, value: string): boolean {
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

/** Whether an incident bears all of the labels. */
export function matchesAll(match: Route['match'], labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(match).every(([name, pattern]) => matchesGlob(pattern, labels[name] ?? ''));
}

/** The first route all of whose matchers hold. Throws nothing: without any the last one takes the rest. */
export function routeOf({ routes }: Pick<Config, 'routes'>, labels: Readonly<Record<string, string>>): Route {
  const found = routes.find(({ match }) => matchesAll(match, labels));
  return found ?? routes.at(-1) ?? { name: 'default', match: {}, channel: '#on-call' };
}

/** What the configuration says of a log group or host; `name` is either. Who is not named belongs to the system `default`. */
export function sourceOf(
  { sources }: Pick<Config, 'sources'>,
  who: { logGroup: string } | { host: string } | { name: string },
): Source {
  const found = sources.find(({ logGroup, host }) => {
    if ('logGroup' in who) return logGroup !== undefined && matchesGlob(logGroup, who.logGroup);
    if ('host' in who) return host !== undefined && matchesGlob(host, who.host);
    return matchesGlob(logGroup ?? host ?? '', who.name);
  });
  return found ?? { system: 'default' };
}

/** Whether a log group is written by Halfopen itself: reading it would feed its own output back to it without end. */
export function isOwnLogGroup({ ownLogGroups }: Pick<Config, 'ownLogGroups'>, logGroup: string): boolean {
  return ownLogGroups.some((own) => matchesGlob(own, logGroup));
}

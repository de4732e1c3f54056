import type { Config, Route, Source } from '../model/config.ts';
import type { Workload } from '../model/workload.ts';

/** Whether a value equals a pattern, in which each `*` stands for anything, nothing too. */
export function matchesGlob(pattern: string, value: string): boolean {
  const [start = '', ...pieces] = pattern.split('*');
  const end = pieces.pop();
  if (end === undefined) return value === pattern;
  if (!value.startsWith(start)) return false;
  let from = start.length;
  for (const piece of pieces) {
    const at = value.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return value.length - from >= end.length && value.endsWith(end);
}

/** Whether a value is matched by one of the patterns, where any says what it must be, and by none behind a `!`. */
function matchesOne(patterns: string | readonly string[], value: string): boolean {
  const all = typeof patterns === 'string' ? [patterns] : patterns;
  const wanted = all.filter((pattern) => !pattern.startsWith('!'));
  const refused = all.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  if (refused.some((pattern) => matchesGlob(pattern, value))) return false;
  return wanted.length === 0 || wanted.some((pattern) => matchesGlob(pattern, value));
}

/** Whether an incident bears all of the labels. */
export function matchesAll(match: Route['match'], labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(match).every(([name, given]) => matchesOne(given, labels[name] ?? ''));
}

/**
 * The first route all of whose matchers hold, with what the routes before it add that hold and continue: people, and copies of the card. Throws nothing: without any
 * the last one takes the rest.
 */
export function routeOf({ routes }: Pick<Config, 'routes'>, labels: Readonly<Record<string, string>>): Route {
  const passed: Route[] = [];
  let found: Route | undefined;
  for (const route of routes) {
    if (!matchesAll(route.match, labels)) continue;
    if (!route.continue) {
      found = route;
      break;
    }
    passed.push(route);
  }
  const route = found ?? routes.findLast((one) => !one.continue) ?? DEFAULT_ROUTE;
  return passed.length > 0 ? withAdded(route, passed) : route;
}

const DEFAULT_ROUTE: Route = { name: 'default', match: {}, channel: '#on-call' };

function withAdded(route: Route, passed: readonly Route[]): Route {
  const isCopy = ({ channel }: Route) => channel !== '' && channel !== route.channel;
  const also = passed.filter((one) => !isCopy(one)).flatMap(({ mention }) => mention ?? []);
  const copies = passed
    .filter(isCopy)
    .map(({ channel, mention }) => ({ channel, ...(mention ? { mention } : {}) }));
  const escalate = [...(route.escalate ?? []), ...passed.flatMap((one) => one.escalate ?? [])].toSorted(
    (a, b) => a.afterMs - b.afterMs,
  );
  return {
    ...route,
    ...(also.length > 0 ? { also } : {}),
    ...(copies.length > 0 ? { copies: onceEach(copies) } : {}),
    ...(escalate.length > 0 ? { escalate } : {}),
  };
}

/** Of two routes with one channel the first makes the copy there. */
function onceEach(copies: NonNullable<Route['copies']>): NonNullable<Route['copies']> {
  return copies.filter(({ channel }, i) => copies.findIndex((one) => one.channel === channel) === i);
}

/** Whose lines they are: of a log group, and of a stream and container of it where these are known. */
export interface LogSource {
  logGroup: string;
  logStream?: string;
  workload?: Workload;
}

/** What the configuration says of a log group or host; `name` is either. Who is not named belongs to the system `default`. */
export function sourceOf(
  { sources }: Pick<Config, 'sources'>,
  who: LogSource | { host: string } | { name: string },
): Source {
  const found = sources.find((source) => {
    const { logGroup, host } = source;
    if ('logGroup' in who)
      return logGroup !== undefined && matchesGlob(logGroup, who.logGroup) && isPartOf(source, who);
    if ('host' in who) return host !== undefined && matchesGlob(host, who.host);
    return matchesGlob(logGroup ?? host ?? '', who.name) && isPartOf(source, { logGroup: who.name });
  });
  if (!found) return { system: 'default' };
  return 'logGroup' in who ? { ...found, system: systemIn(found, who) } : found;
}

/** Whether lines are those that a source is narrowed to. */
function isPartOf(
  { stream, namespace, pod, container, podLabels }: Source,
  { logStream = '', workload }: LogSource,
): boolean {
  const wanted = [
    [stream, logStream],
    [namespace, workload?.namespace],
    [pod, workload?.pod],
    [container, workload?.container],
    ...Object.entries(podLabels ?? {}).map(([name, pattern]) => [pattern, workload?.labels?.[name]] as const),
  ] as const;
  return wanted.every(
    ([pattern, value]) => pattern === undefined || (value !== undefined && matchesGlob(pattern, value)),
  );
}

/** Lines of no namespace belong to no system that is named after one. */
function systemIn({ system }: Source, { workload }: LogSource): string {
  if (!system.includes(NAMESPACE)) return system;
  return workload ? system.replaceAll(NAMESPACE, workload.namespace) : 'default';
}

/** Stands in the name of a system for the namespace of the container. */
const NAMESPACE = '{namespace}';

/** Whether a log group is written by Halfopen itself: reading it would feed its own output back to it without end. */
export function isOwnLogGroup({ ownLogGroups }: Pick<Config, 'ownLogGroups'>, logGroup: string): boolean {
  return ownLogGroups.some((own) => matchesGlob(own, logGroup));
}

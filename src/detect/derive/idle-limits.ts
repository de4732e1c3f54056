import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { textField } from './socket-end.ts';

/** A setting that matters to a quiet connection: how it is called, and for how long. */
export interface Period {
  row: Observation;
  name: string;
  sec: number;
}

/** What a firewall's own setting is called here, whatever its product calls it. */
const FIREWALL = 'firewall_idle_sec';

/** Settings after which a balancer, proxy or firewall closes or forgets a connection on which nothing came; seconds. */
const CUTS = new Set([
  'timeout_client_sec',
  'timeout_server_sec',
  'timeout_tunnel_sec',
  'proxy_timeout',
  'idle_timeout_sec',
  FIREWALL,
  'nf_conntrack_tcp_timeout_established',
]);

/** How often something is sent on a quiet connection, per second of the setting: an AMQP client sends a heartbeat at half its time-out. */
const SENDS: ReadonlyMap<string, number> = new Map(
  Object.entries({ heartbeat: 0.5, mqtt_keepalive: 1, tcp_keepalive_time: 1 }),
);

/** A server's own limit counts beside how long a connection was idle, not beside probes. */
const ENDS_SESSIONS = new Set(['wait_timeout']);
/** A clock and a rounding make a connection seem to have ended a little sooner. */
const NEARLY = 0.98;

function shortest(periods: readonly Period[]): Period | undefined {
  return periods.reduce<Period | undefined>(
    (short, period) => (short && short.sec <= period.sec ? short : period),
    undefined,
  );
}

function periodsOf(rows: readonly Observation[], scaleOf: (name: string) => number | undefined): Period[] {
  return rows.flatMap((row) => {
    const name = textField(row, 'name');
    const scale = row.kind === 'setting' ? scaleOf(name) : undefined;
    const sec = Number(row.fields['value'] ?? 0) * (scale ?? 0);
    return sec > 0 ? [{ row, name, sec }] : [];
  });
}

/** What `timeout tunnel` takes the place of once both ends have sent something (HAProxy's configuration manual). */
const BEFORE_TUNNEL = new Set(['timeout_client_sec', 'timeout_server_sec']);

/** The limits of what stands between two ends, of all settings that were read. */
export function cutsIn(rows: readonly Observation[]): Period[] {
  const cuts = periodsOf(rows, (name) => (CUTS.has(name) ? 1 : undefined));
  const hasTunnels = cuts.some(({ name }) => name === 'timeout_tunnel_sec');
  return hasTunnels ? cuts.filter(({ name }) => !BEFORE_TUNNEL.has(name)) : cuts;
}

/** The longest time for which a connection was idle, beside the longest limit that it outlived. */
function outlived(rows: readonly Observation[]): Observation[] {
  const idle = periodsOf(rows, (name) => (name === 'idle_time' ? 1 : undefined)).toSorted(
    (a, b) => b.sec - a.sec,
  )[0];
  const ends = periodsOf(rows, (name) => (ENDS_SESSIONS.has(name) ? 1 : undefined));
  const limits = [...cutsIn(rows), ...ends].filter(({ sec }) => idle && idle.sec >= NEARLY * sec);
  const limit = limits.toSorted((a, b) => b.sec - a.sec)[0];
  return idleLimit(limit, idle && { ...idle, name: 'idle' });
}

function ownerOf(row: Observation): string {
  return textField(row, 'product') || 'the path';
}

/** A limit beside how long, or how often. */
export function idleLimit(limit: Period | undefined, every: Period | undefined): Observation[] {
  if (!limit || !every) return [];
  return [
    derivedObservation('idle-limit', limit.row, {
      limit: limit.name === FIREWALL ? `the idle limit of ${ownerOf(limit.row)}` : limit.name,
      limitSec: limit.sec,
      every: every.name,
      everySec: every.sec,
      ratio: Math.round((every.sec / limit.sec) * 100) / 100,
    }),
  ];
}

/**
 * Derives how long a connection may be quiet beside how long it is: the idle limit of a proxy beside what is sent most often on a quiet
 * connection, the heartbeat's time-out beside the time for which a handler sleeps, and a limit beside how long a connection was idle.
 */
export function idleLimits(rows: readonly Observation[]): Observation[] {
  const sends = periodsOf(rows, (name) => SENDS.get(name));
  const heartbeats = periodsOf(rows, (name) => (name === 'heartbeat' ? 1 : undefined));
  const sleeps = periodsOf(rows, (name) => (name === 'sleep' ? 1 : undefined));
  const longestSleep = sleeps.toSorted((a, b) => b.sec - a.sec)[0];
  return [
    ...idleLimit(shortest(cutsIn(rows)), shortest(sends)),
    ...idleLimit(shortest(heartbeats), longestSleep),
    ...outlived(rows),
  ];
}

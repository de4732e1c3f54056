import { level } from '../../level.ts';
import { readTime } from '../../times/read-time.ts';
import type { Head } from '../head.ts';

const TRAFFIC = /^((?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|[0-9a-f:]{3,45}:\d{1,5}) \[/;
const START = /^\[(NOTICE|WARNING|ALERT|EMERG)\]\s{1,4}(?:(\d{1,3})\/(\d{6}) )?\((\d{1,10})\) : /;
/** Two letters, in HTTP mode four, before the numbers of connections and retries, which the end of a cut line may lack. */
const TERMINATION =
  / ([-A-Za-z]{2})(?:[-A-Z]{2})? \d{1,9}\/(?:\d{1,9}\/\d{1,9}\/\d{1,9}\/\+?\d{1,9} \d{1,9}\/\d{1,9}(?: |$)|[\d/+ ]{0,40}[…$>]?$)/;

/** HAProxy: traffic lines (`10.0.0.5:41234 [22/Nov/2026:05:02:13.494] fe be/srv …`) and its own (`[WARNING]  (1) : text`). */
export function haproxy(text: string): Head | undefined {
  const start = START.exec(text.slice(0, 80));
  if (start) {
    return {
      format: 'haproxy',
      from: start[0].length,
      level: level(start[1] ?? ''),
      pid: start[4],
      product: 'haproxy',
      single: true,
    };
  }
  const traffic = TRAFFIC.exec(text.slice(0, 80));
  if (!traffic) return undefined;
  const time = readTime(text, traffic[0].length);
  if (time === undefined || text[time.end] !== ']') return undefined;
  return {
    format: 'haproxy',
    from: time.end + 2,
    atMs: time.atMs,
    product: 'haproxy',
    level: 'info',
    fields: { client: traffic[1] ?? '', ...terminationOf(text) },
    single: true,
  };
}

const CAUSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    C: 'client-abort',
    S: 'server-abort',
    P: 'proxy-denied',
    R: 'proxy-out-of-resources',
    I: 'proxy-error',
    D: 'server-down',
    K: 'killed',
    c: 'client-timeout',
    s: 'server-timeout',
  }),
);
const PHASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    R: 'request',
    Q: 'queue',
    C: 'connect',
    H: 'headers',
    D: 'data',
    L: 'last-data',
    T: 'tarpit',
  }),
);

/**
 * Why the session ended and in which phase ("SC": `server-abort/connect`), out of HAProxy's configuration manual, "Session state at
 * disconnection". Nothing for one that ended in order.
 */
function terminationOf(text: string): { termination?: string } {
  const termination = sessionState(TERMINATION.exec(text.slice(0, 1000))?.[1] ?? '');
  return termination ? { termination } : {};
}

/** The words for the two letters of a session state. */
export function sessionState([cause = '', phase = '']: string): string | undefined {
  const [why, when] = [CAUSES.get(cause), PHASES.get(phase)];
  return why && when ? `${why}/${when}` : undefined;
}

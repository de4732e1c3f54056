import { addressOf } from '../model/address.ts';
import type { ObservationKind } from '../model/fields.ts';
import type { Hit } from '../model/signal.ts';
import type { Hypothesis } from './hypothesis.ts';

/**
 * Whether sockets of two hypotheses may be about the same connections. Where they are in different states, they are only as two ends of
 * one connection, as CLOSE_WAIT and FIN_WAIT2 are: at least half of the symptom's then have their other end among the cause's.
 */
export function onSameConnections(cause: Hypothesis, symptom: Hypothesis): boolean {
  const states = statesOf(cause);
  const others = statesOf(symptom);
  if (states.size === 0 || others.size === 0 || [...others].some((state) => states.has(state))) return true;
  const ends = new Set(hitsOf(cause).flatMap(connectionOf));
  const wanted = hitsOf(symptom).flatMap(otherWay);
  return wanted.length > 0 && wanted.filter((one) => ends.has(one)).length * 2 >= wanted.length;
}

function hitsOf({ decisive }: Hypothesis): readonly Hit[] {
  return decisive.flatMap(({ hits }) => hits);
}

/** Rows whose state is that of sockets; a broker's list of connections has states of its own, such as running. */
const OF_SOCKETS: ReadonlySet<ObservationKind> = new Set([
  'connection',
  'connection-history',
  'state-count',
  'state-total',
  'trend',
  'port-budget',
]);

function statesOf(hypothesis: Hypothesis): ReadonlySet<unknown> {
  const stated = hitsOf(hypothesis).filter(({ observation }) => OF_SOCKETS.has(observation.kind));
  return new Set(stated.flatMap(({ fields }) => fields.state ?? []));
}

function connectionOf({ fields: { local, peer } }: Hit): string[] {
  return local === undefined || peer === undefined ? [] : [`${plain(local)} ${plain(peer)}`];
}

function otherWay({ fields: { local, peer } }: Hit): string[] {
  return local === undefined || peer === undefined ? [] : [`${plain(peer)} ${plain(local)}`];
}

/** An end, the same however a tool prints its address. */
function plain(end: unknown): string {
  const printed = String(end);
  return `${addressOf(printed)}${printed.slice(printed.lastIndexOf(':'))}`;
}

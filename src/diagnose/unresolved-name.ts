import { addressOf } from '../model/address.ts';
import type { Hit } from '../model/signal.ts';
import type { Hypothesis } from './hypothesis.ts';

const NAMES = ['name', 'host', 'server'];
const ENDS = ['server', 'target', 'endpoint'];

/**
 * Whether a cause is that a name was not resolved, and the symptom happened on the way to another one: what has no address was
 * never connected to, so an address that refused is somebody else. Records that name both are about one.
 */
export function isOfOtherName(cause: Hypothesis, symptom: Hypothesis): boolean {
  const unresolved = hitsOf(cause).filter(({ fields }) => fields.operation === 'resolve');
  if (unresolved.length === 0) return false;
  const names = hostsIn(hitsOf(cause), NAMES);
  const ends = hostsIn(hitsOf(symptom), ENDS);
  if (names.size === 0 || ends.size === 0 || [...ends].some((end) => names.has(end))) return false;
  const places = new Set(hitsOf(cause).map(placeOf));
  return !hitsOf(symptom).some((hit) => places.has(placeOf(hit)));
}

function hitsOf({ decisive }: Hypothesis): Hit[] {
  return decisive.flatMap(({ hits }) => [...hits]);
}

function hostsIn(hits: readonly Hit[], names: readonly string[]): Set<string> {
  const values = hits.flatMap(({ fields }) => names.flatMap((name) => fields[name] ?? []));
  return new Set(values.map((value) => addressOf(String(value)).toLowerCase()));
}

function placeOf({ observation: { at } }: Hit): string {
  return `${at.input}\u0000${at.line}`;
}

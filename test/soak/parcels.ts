import type { LogDelivery } from '../../src/ingest/log-evidence.ts';
import type { Random } from '../support/random.ts';
import { eventsOf, type LogRecord } from './records.ts';
import type { Batch } from './troubles.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Evidence is kept for six hours; what comes within four finds all of its hour still there. */
const LATEST_MIN = 240;

/** One delivery of a log. `key` is the same for a repeated one. */
export interface Parcel {
  key: string;
  system: string;
  arrivesMs: number;
  stream: string;
  records: readonly LogRecord[];
  /** Cut in the middle of a record: the first line of the last one only, or the first one without its first line. */
  cut?: 'tail' | 'head';
}

/** How a system's batches arrive: most at once, some late, twice, overtaken by others, or cut in two in the middle of a record. */
export function parcelsOf(random: Random, system: string, batches: readonly Batch[]): Parcel[] {
  let id = 0;
  return batches.flatMap(({ stream, records: unnumbered }, n) => {
    const records = unnumbered.map((record) => ({ ...record, id: id++ }));
    const endMs = records.at(-1)?.atMs ?? 0;
    const whole = { key: `${n}`, system, stream, records, arrivesMs: endMs + (1 + random(5)) * SECOND_MS };
    const fate = random(100);
    if (fate < 3) return [{ ...whole, arrivesMs: endMs + (1 + random(LATEST_MIN)) * MINUTE_MS }];
    if (fate < 6) return [{ ...whole, arrivesMs: endMs + (20 + random(120)) * SECOND_MS }];
    if (fate < 11) return [whole, { ...whole, arrivesMs: whole.arrivesMs + random(60) * MINUTE_MS }];
    return fate < 16 ? halves(random, whole) : [whole];
  });
}

function halves(random: Random, whole: Parcel): Parcel[] {
  const at = random(whole.records.length);
  const isWithin =
    whole.records[at]?.kind !== 'dns-failure' && !/alarm|cleared|healthy/.test(whole.records[at]?.kind ?? '');
  const tail = { ...whole, key: `${whole.key}a`, records: whole.records.slice(0, isWithin ? at + 1 : at) };
  const head = { ...whole, key: `${whole.key}b`, records: whole.records.slice(at) };
  const later = whole.arrivesMs + (1 + random(60)) * SECOND_MS;
  const [first, second] = random(2) === 0 ? [tail, head] : [head, tail];
  const cut = (part: Parcel, how: 'tail' | 'head') => (isWithin ? { ...part, cut: how } : part);
  return [
    cut(first, first === tail ? 'tail' : 'head'),
    { ...cut(second, second === tail ? 'tail' : 'head'), arrivesMs: later },
  ].filter(({ records }) => records.length > 0);
}

/** The delivery that a parcel is. */
export function deliveryOf({ system, stream, records, cut }: Parcel): LogDelivery {
  const lines = records.map(eventsOf);
  if (cut === 'tail') lines.push(lines.pop()?.slice(0, 1) ?? []);
  if (cut === 'head') lines.unshift(lines.shift()?.slice(1) ?? []);
  const logGroup = `/${system}/${stream === 'client' ? 'client' : 'broker'}.log`;
  return { logGroup, logStream: stream, events: lines.flat() };
}

import { group } from 'd3-array';
import type { Observation } from '../../model/observation.ts';
import type { SeriesPoint } from '../../model/series.ts';
import { derivedObservation } from './derived-observation.ts';
import { forecastOf } from './growth/forecast.ts';
import { growthFields } from './growth/growth-fields.ts';
import { judgeGrowth, LEAST_MOMENTS } from './growth/judge-growth.ts';
import { textField } from './socket-end.ts';
import { limitOf, type Side, sideOf } from './usages.ts';

/** What is used up one by one, so that its growth leads to a limit; memory and disks are freed by what uses them. */
const COUNTED: ReadonlyMap<string, string> = new Map([
  ['descriptors', 'descriptors'],
  ['sockets', 'sockets'],
  ['connections', 'connections'],
  ['channels', 'channels'],
  ['conntrack-entries', 'tracked connections'],
  ['messages', 'messages'],
  ['pool', 'connections in use'],
]);

/** The figures of one thing, in the order of their times, and of several at one moment the highest. */
function pointsOf(sides: readonly Side[]): SeriesPoint[] {
  const byTime = new Map<number, number>();
  for (const { row, value } of sides)
    if (row.atMs !== undefined) byTime.set(row.atMs, Math.max(value, byTime.get(row.atMs) ?? value));
  return [...byTime].map(([atMs, value]) => ({ atMs, value })).toSorted((a, b) => a.atMs - b.atMs);
}

/** A queue or a pool is one of many, and its name a person's. */
function named(side: Side, of: string): string {
  const owner = side.resource === 'messages' || side.resource === 'pool' ? nameOf(side) : '';
  return `The number of ${of}${owner === '' ? '' : ` of ${owner}`}`;
}

function nameOf({ row }: Side): string {
  return textField(row, 'of') || textField(row, 'pool') || textField(row, 'queue');
}

function trendOf(sides: readonly Side[], limits: readonly Side[]): Observation[] {
  const points = pointsOf(sides);
  const [first, last] = [points[0], points.at(-1)];
  const stand = sides.findLast(({ row, value }) => row.atMs === last?.atMs && value === last?.value);
  const growth = judgeGrowth(points);
  if (!first || !last || !stand || !growth) return [];
  const { resource, product } = stand;
  const limit = limitOf(stand, limits)?.value;
  const forecast = limit === undefined ? undefined : forecastOf(growth, limit - last.value);
  const of = COUNTED.get(resource) ?? resource;
  const ending = limit === undefined ? {} : { limit: { limit, of, room: limit - last.value } };
  return [
    derivedObservation('trend', stand.row, {
      resource,
      of: nameOf(stand),
      product,
      first: first.value,
      last: last.value,
      snapshots: points.length,
      growing: growth.shape === 'leak',
      overSec: (last.atMs - first.atMs) / 1000,
      ...growthFields(named(stand, of), growth, last.atMs, { ...ending, ...(forecast ? { forecast } : {}) }),
    }),
  ];
}

/** What a row tells, also of a pool or a queue that is listed. */
function sidesOf(row: Observation): Side[] {
  const { poolActive, poolMax, messages } = row.fields;
  const side = (resource: string, name: string, value: unknown): Side[] =>
    typeof value === 'number' ? [{ row, resource, side: name, product: '', value }] : [];
  if (row.kind === 'pool') return [...side('pool', 'used', poolActive), ...side('pool', 'limit', poolMax)];
  if (row.kind === 'queue') return side('messages', 'used', messages);
  const known = sideOf(row);
  return known ? [known] : [];
}

/**
 * Derives how what is in use of something limited changed over time: one `trend` for each thing with figures of eight moments, with the
 * time at which a leak reaches the limit.
 */
export function usageTrends(rows: readonly Observation[]): Observation[] {
  const sides = rows.flatMap(sidesOf).filter(({ resource }) => COUNTED.has(resource));
  const limits = sides.filter(({ side }) => side === 'limit');
  const things = group(
    sides.filter(({ side }) => side === 'used'),
    (side) =>
      JSON.stringify([
        side.row.machine,
        side.row.role,
        side.resource,
        side.product,
        nameOf(side),
        side.row.fields['vhost'],
      ]),
  );
  return [...things.values()]
    .filter((one) => one.length >= LEAST_MOMENTS)
    .flatMap((one) => trendOf(one, limits));
}

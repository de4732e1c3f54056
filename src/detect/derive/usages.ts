import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { textField } from './socket-end.ts';

/** One side of something limited, with the row that tells it. */
export interface Side {
  row: Observation;
  resource: string;
  side: string;
  product: string;
  value: number;
}

/** Settings that limit what a figure counts, or count it themselves (the sysctls of conntrack). */
const SETTINGS: ReadonlyMap<string, { resource: string; side: string; product?: string }> = new Map(
  Object.entries({
    max_connections: { resource: 'connections', side: 'limit' },
    maxclients: { resource: 'connections', side: 'limit' },
    disk_free_limit: { resource: 'disk-space', side: 'limit' },
    vm_memory_high_watermark_bytes: { resource: 'memory', side: 'limit' },
    nf_conntrack_count: { resource: 'conntrack-entries', side: 'used' },
    nf_conntrack_max: { resource: 'conntrack-entries', side: 'limit' },
  }),
);

/** What a row tells of something limited; undefined where it tells nothing of it. */
export function sideOf(row: Observation): Side | undefined {
  const value = Number(row.fields['value'] ?? NaN);
  if (Number.isNaN(value)) return undefined;
  const product = textField(row, 'product');
  if (row.kind === 'figure')
    return { row, resource: textField(row, 'resource'), side: textField(row, 'side'), product, value };
  const known = row.kind === 'setting' ? SETTINGS.get(textField(row, 'name')) : undefined;
  return known && { row, ...known, product, value };
}

/** Sessions of a database that were listed or counted are its connections in use: the fullest look counts. */
function sessionsInUse(rows: readonly Observation[]): Side[] {
  const counted = new Map<string, { row: Observation; value: number }>();
  for (const row of rows) {
    const isCount = row.kind === 'state-count' && textField(row, 'source') === 'sessions';
    if (row.kind !== 'session' && !isCount) continue;
    const key = `${row.at.input} ${textField(row, 'snapshot')}`;
    const known = counted.get(key) ?? { row, value: 0 };
    known.value += isCount ? Number(row.fields['count'] ?? 0) : 1;
    counted.set(key, known);
  }
  return [...counted.values()].map(({ row, value }) => ({
    row,
    resource: 'connections',
    side: 'used',
    product: textField(row, 'product'),
    value,
  }));
}

function areAlike(one: Side, other: Side): boolean {
  return (
    one.resource === other.resource &&
    (one.product === other.product || one.product === '' || other.product === '')
  );
}

/** A frontend's limit is not that of a server. */
function isOfSame(used: Side, limit: Side): boolean {
  const [one, other] = [textField(used.row, 'of'), textField(limit.row, 'of')];
  return one === other || one === '' || other === '' || one.startsWith('/');
}

/** A limit of the same input stands nearest to what it limits; another input has it where this one does not. */
export function limitOf(used: Side, limits: readonly Side[]): Side | undefined {
  const distance = ({ row }: Side): number =>
    row.at.input === used.row.at.input ? Math.abs(row.at.line - used.row.at.line) : Infinity;
  return limits
    .filter((limit) => limit.value > 0 && areAlike(used, limit) && isOfSame(used, limit))
    .reduce<Side | undefined>(
      (nearest, limit) => (nearest && distance(nearest) <= distance(limit) ? nearest : limit),
      undefined,
    );
}

/** RabbitMQ keeps its data under /var/lib/rabbitmq unless told otherwise: free space elsewhere is not its own. */
function holdsData({ row, resource }: Side): boolean {
  const mount = textField(row, 'of');
  if (resource !== 'disk-space' || !mount.startsWith('/')) return true;
  return mount === '/' || mount.includes('rabbit') || '/var/lib/rabbitmq/'.startsWith(`${mount}/`);
}

function isNearer(mount: Side, other: Side): boolean {
  return (
    mount.resource === 'disk-space' &&
    mount.row.at.input === other.row.at.input &&
    textField(other.row, 'of').startsWith('/') &&
    textField(mount.row, 'of').length > textField(other.row, 'of').length
  );
}

/** When each thing was counted last, of what bears a time. */
function latestMs(amounts: readonly Side[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const side of amounts)
    if (side.row.atMs !== undefined)
      latest.set(thingOf(side), Math.max(side.row.atMs, latest.get(thingOf(side)) ?? -Infinity));
  return latest;
}

function isEarlier(side: Side, latest: ReadonlyMap<string, number>): boolean {
  return side.row.atMs !== undefined && side.row.atMs < (latest.get(thingOf(side)) ?? -Infinity);
}

function thingOf({ row, resource, side, product }: Side): string {
  return JSON.stringify([row.machine, row.role, resource, side, product, textField(row, 'of')]);
}

/**
 * Derives one `usage` for each figure of what is in use, or left, whose limit is told as well: by the same product, in the same input
 * nearby, else in another one.
 */
export function usages(rows: readonly Observation[]): Observation[] {
  const sides = [...rows.map(sideOf).filter((side) => side !== undefined), ...sessionsInUse(rows)];
  const limits = sides.filter(({ side }) => side === 'limit');
  if (limits.length === 0) return [];
  const amounts = sides.filter((side) => side.side !== 'limit' && holdsData(side));
  const latest = latestMs(amounts);
  return amounts
    .filter((amount) => !amounts.some((other) => isNearer(other, amount)))
    .flatMap((amount) => {
      const limit = limitOf(amount, limits);
      if (!limit) return [];
      const inUse =
        amount.side === 'free' ? limit.value / Math.max(1, amount.value) : amount.value / limit.value;
      return [
        derivedObservation('usage', amount.row, {
          resource: amount.resource,
          [amount.side]: amount.value,
          limit: limit.value,
          percent: Math.round(inUse * 1000) / 10,
          product: amount.product || limit.product,
          of: textField(amount.row, 'of'),
          ...(isEarlier(amount, latest) ? { earlier: true } : {}),
        }),
      ];
    });
}

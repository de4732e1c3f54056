import { addressOf } from '../model/address.ts';
import type { Observation } from '../model/observation.ts';
import type { Identity } from '../model/occurrence.ts';
import type { LevelOf, Series } from '../model/series.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { isYearless } from '../model/yearless-time.ts';
import { rememberLast } from '../remember-last.ts';
import type { Folded } from './fold-symptoms.ts';
import { rateSeries } from './rate-series.ts';
import { spanSeries } from './span-series.ts';

const MOST_SERIES = 2;

/**
 * The numbers over time that a diagnosis rests on, at most two: levels of sockets or messages, how long an alarm lasted, or how
 * often records came. `signals` are all that hold for its runbook. A diagnosis of one identity is given no number that may be
 * another's: only signals whose hits can be told apart are asked.
 */
export function seriesOf(
  folded: Folded & { identity?: Identity },
  signals: ReadonlyMap<string, Signal> | undefined,
  levelOf: LevelOf,
): { series?: readonly Series[] } {
  const { runbook, decisive, supporting, identity = {} } = folded;
  const isOfAll = Object.keys(identity).length === 0;
  const own = ({ isDivisible }: Signal) => isOfAll || isDivisible;
  const what = runbook.id.replaceAll('-', ' ');
  const levels = charted(levelsOf([...decisive, ...supporting].filter(own), levelOf), identity['host']);
  const spans = runbook.clears && spanSeries(what, decisive.filter(own), signals?.get(runbook.clears));
  const rate = spans ? undefined : rateOf(what, folded, decisive.filter(own));
  const series = [...levels, ...(spans ? [spans] : []), ...(rate ? [rate] : [])]
    // A chart's axis needs a year.
    .filter(({ points }) => !points.some(({ atMs }) => isYearless(atMs)))
    .slice(0, MOST_SERIES);
  return series.length === 0 ? {} : { series };
}

/** The levels that the hits of signals are part of, each once. */
export function levelsOf(signals: readonly Signal[], levelOf: LevelOf): Series[] {
  const rows = signals.flatMap((signal) => differentRows(signal));
  return [...new Set(rows.flatMap((row) => levelOf(row) ?? []))];
}

/** Of rows that say the same of the same snapshot, one stands for all. */
function differentRows(signal: Signal): readonly Observation[] {
  return rowsOf.get(signal, [], () => {
    const rows = signal.hits.map(({ observation }) => observation).filter(({ kind }) => kind !== 'log');
    return [...new Map(rows.map((row) => [placeOf(row), row])).values()];
  });
}

const rowsOf = rememberLast<Signal, readonly Observation[]>();

function placeOf({ kind, at, fields }: Observation): string {
  const { snapshot, host, state, vhost, queue } = fields;
  return [kind, at.input, snapshot, host, state, vhost, queue].join('\u0000');
}

/** Several tools may have sampled one machine: the one with the most samples is charted. */
function charted(seen: readonly Series[], host: string | undefined): Series[] {
  const best = new Map<string, Series>();
  for (const level of seen.toSorted(byWeight)) {
    const of = host ?? level.of;
    const key = `${level.name} ${of ?? ''}`;
    if (!best.has(key)) best.set(key, { ...level, ...(of ? { of } : {}) });
  }
  return [...best.values()].toSorted((a, b) => peak(b) - peak(a) || byWeight(a, b));
}

function byWeight(a: Series, b: Series): number {
  const [x, y] = [a, b].map((series) => JSON.stringify(series));
  return b.points.length - a.points.length || peak(b) - peak(a) || ((x ?? '') < (y ?? '') ? -1 : 1);
}

function peak({ points }: Series): number {
  return points.reduce((most, { value }) => Math.max(most, value), 0);
}

/** One signal, the one with most records: several may rest on one record, or on two records of one event. */
function rateOf(
  what: string,
  { runbook, identity = {} }: Folded & { identity?: Identity },
  decisive: readonly Signal[],
): Series | undefined {
  const [most] = decisive
    .filter(({ name }) => {
      const rule = runbook.signals[name];
      return rule && 'on' in rule && rule.on === 'log';
    })
    .toSorted((a, b) => b.hits.length - a.hits.length || (a.name < b.name ? -1 : 1));
  if (!most) return undefined;
  const named = Object.values(identity).join(', ');
  return rateSeries(what, named || onlyOne(most.hits), most);
}

/** The client, node or machine that all hits name, a client without its port. */
function onlyOne(hits: readonly Hit[]): string | undefined {
  for (const field of ['client', 'node', 'host']) {
    const names = new Set(hits.map(({ fields }) => String(fields[field] ?? '')));
    const known = new Set([...names].map((name) => (field === 'client' ? addressOf(name) : name)));
    const [only] = known;
    if (only && known.size === 1) return only;
  }
  return undefined;
}

import { groupBy } from '../support/group-by.ts';
import type { Difference } from './compare.ts';
import type { Alike, HourOfWork } from './meter.ts';
import type { Course } from './oracle.ts';
import type { SoakResult } from './run-soak.ts';

const HOURS_COMPARED = 6;
const HOUR_MS = 3_600_000;
const MOST_SHOWN = 60;
const ALIKE: readonly Alike[] = ['healthy lines', 'a healthy host'];

/** The report of a run, in lines. `command` reproduces it. */
export function reportLines({ run, differences }: SoakResult, command: string): string[] {
  const { meter, oracle, scenario, config, done, slack } = run;
  const courses = [...oracle.courses.values()];
  const sum = (of: (hour: HourOfWork) => number) => meter.hours.reduce((total, hour) => total + of(hour), 0);
  return [
    command,
    `${scenario.systems.length} systems, ${(scenario.endMs - scenario.startMs) / 3_600_000} hours: ` +
      `${sum((hour) => hour.deliveries)} deliveries of ${sum((hour) => hour.events)} events, ${sum((hour) => hour.snapshots)} snapshots`,
    `${done.kills} kills, ${done.retries} retries, ${done.deploys} deploys, ${scenario.outages.length} outages of Slack, people: ${JSON.stringify(done.acts)}`,
    stateLine(courses),
    `${courses.length} incidents with ${courses.reduce((total, { past }) => total + past.length + 1, 0)} episodes; ` +
      `${courses.filter(({ doubt }) => doubt).length} in doubt; ${slack.standing.length} messages in Slack`,
    '',
    ...sizeLines(run),
    '',
    ...costLines(meter.hours, Math.ceil(config.incidents.evidenceMs / HOUR_MS)),
    '',
    ...differenceLines(differences),
  ];
}

/** What became of the episodes. */
function stateLine(courses: readonly Course[]): string {
  const episodes = courses.flatMap(({ past, now }) => (now ? [...past, now] : past));
  const states = groupBy(episodes, ({ state, why }) => (state === 'open' ? state : (why ?? state)));
  const reopened = episodes.reduce((sum, { flaps }) => sum + flaps, 0);
  const owned = episodes.filter(({ owner }) => owner).length;
  const hits = episodes.reduce((sum, { count }) => sum + count, 0);
  const shown = [...states].map(([state, of]) => `${state} ${of.length}`).join(', ');
  return `episodes: ${shown}; reopened ${reopened} times; ${owned} with an owner; ${hits} hits`;
}

function sizeLines({ sizes }: SoakResult['run']): string[] {
  const mib = (bytes: number) => (bytes / (1 << 20)).toFixed(1).padStart(8);
  const every = Math.max(1, Math.round(sizes.length / 12));
  const shown = sizes.filter((_, i) => i % every === 0 || i === sizes.length - 1);
  return [
    'hour   items  store MiB  heap MiB  process MiB',
    ...shown.map(
      ({ hour, items, bytes, heapBytes, rssBytes }) =>
        `${String(hour).padStart(4)} ${String(items).padStart(7)}  ${mib(bytes)}  ${mib(heapBytes)}    ${mib(rssBytes)}`,
    ),
  ];
}

/** Milliseconds of the processor for one delivery or snapshot, on average. */
function meanCost(hours: readonly HourOfWork[]): number {
  const cpuMs = hours.reduce((sum, hour) => sum + hour.deliveryCpuMs + hour.snapshotCpuMs, 0);
  return cpuMs / callsIn(hours);
}

function callsIn(hours: readonly HourOfWork[]): number {
  return hours.reduce((sum, { deliveries, snapshots }) => sum + deliveries + snapshots, 0);
}

/** The same for a hundred lines of them. */
function costOfLines(hours: readonly HourOfWork[]): number {
  return (100 * meanCost(hours) * callsIn(hours)) / hours.reduce((sum, { lines }) => sum + lines, 0);
}

/** The same for those of a kind that holds as much in every hour: half of them cost more. */
function medianCost(hours: readonly HourOfWork[], of: Alike): number {
  const all = hours.flatMap(({ alike }) => alike[of]).toSorted((a, b) => a - b);
  return all[all.length >> 1] ?? 0;
}

/**
 * The last hours against the first, and against the first in which as much is kept as ever will be: in the first hour nothing is kept
 * yet, so that what the last one costs more is for the most part the price of remembering, which grows no more after that.
 */
function ratioLines(
  hours: readonly HourOfWork[],
  fullAfter: number,
  [name, cost]: readonly [string, (of: readonly HourOfWork[]) => number],
): string[] {
  const few = Math.max(1, Math.min(HOURS_COMPARED, Math.floor(hours.length / 2)));
  const line = (many: number, called: string, from: number) => {
    const [first, last] = [cost(hours.slice(from, from + many)), cost(hours.slice(-many))];
    return `${name}: ${called} ${many} h ${first.toFixed(1)}, last ${many} h ${last.toFixed(1)}, ratio ${(last / first).toFixed(2)}`;
  };
  const fewFull = Math.min(few, Math.floor((hours.length - fullAfter) / 2));
  const full = fewFull < 1 ? [] : [line(fewFull, `from hour ${fullAfter}, all kept,`, fullAfter)];
  return [...new Set([1, few].map((many) => line(many, 'first', 0))), ...full];
}

function costLines(all: readonly HourOfWork[], fullAfter: number): string[] {
  const hours = all.filter(({ deliveries, snapshots }) => deliveries + snapshots > 1);
  const costs: (readonly [string, (of: readonly HourOfWork[]) => number])[] = [
    ['mean of all', meanCost],
    ['a hundred lines', costOfLines],
    ...ALIKE.map((of) => [`median of ${of}`, (some: readonly HourOfWork[]) => medianCost(some, of)] as const),
  ];
  const every = Math.max(1, Math.round(hours.length / 24));
  const shown = hours.filter((_, i) => i % every === 0);
  const notifyMs = hours.reduce((sum, { notifyCpuMs }) => sum + notifyCpuMs, 0);
  return [
    'processor time for one delivery or snapshot, in ms:',
    ...costs.flatMap((one) => ratioLines(hours, fullAfter, one)),
    `mean over the hours: ${shown.map((hour) => meanCost([hour]).toFixed(0)).join(' ')}`,
    ...ALIKE.map(
      (of) => `${of} over the hours: ${shown.map((hour) => medianCost([hour], of).toFixed(1)).join(' ')}`,
    ),
    `Slack and sweeps: ${(notifyMs / 1_000).toFixed(0)} s in all`,
  ];
}

function differenceLines(differences: readonly Difference[]): string[] {
  const cards = (got: (one: Difference) => boolean) =>
    differences.filter((one) => (one.what === 'its card' || one.what === 'messages card') && got(one)).length;
  const kinds = groupBy(differences, ({ what }) => what.replaceAll(/\d+/g, 'n'));
  return [
    `${differences.length} differences; cards lost ${cards(({ got }) => got === false)}, doubled ${cards(({ got }) => Number(got) > 1)}, not due ${cards(({ got }) => got === true)}`,
    ...[...kinds].map(([kind, of]) => `  ${of.length}× ${kind}`),
    ...differences
      .slice(0, MOST_SHOWN)
      .map(
        ({ course, what, expected, got, atMs }) =>
          `${new Date(atMs).toISOString()} ${course}: ${what}: ${String(expected)} expected, ${String(got)} found`,
      ),
  ];
}

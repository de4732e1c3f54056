import type { Observation } from '../../model/observation.ts';
import { NO_YEAR } from '../../model/yearless-time.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { utcMs } from '../times/time-parts.ts';
import { sampledCommands } from './sampled-command.ts';
import {
  columnMeanings,
  headingAbove,
  meaningIn,
  namedMeanings,
  type SeriesMeaning,
} from './series-meaning.ts';
import { type SeriesSample, seriesSample } from './series-sample.ts';
import { observeLines, type Table } from './table-reader.ts';

const LEAST_SAMPLES = 3;
const MOST_BETWEEN = 2;
/** What people write between samples. */
const ASIDE = /^\s*$|^\s*(?:#|--|==|\/\/|\.\.\.)/;
/** What people write of a restart, with its clock or without, in front of the sample after it. */
const RESTART =
  /\b(?:re)?(?:start(?:ed|s)?|booted|boot|deploy(?:ed|ment|s)?|rollout|rolled|reload(?:ed)?|release[sd]?|recycled?)\b|\b(?:neustart|neu gestartet)\b/i;
const LONGEST_ASIDE = 100;
const RULE = /^[\s|+:=-]+$/;
const DAY_SEC = 86_400;

interface Columns {
  meanings: readonly (SeriesMeaning | undefined)[];
  heading: string;
}

/** What the columns count: by the names above them, or where there is one, by the heading or the command further above. */
function columnsAbove(
  lines: readonly Line[],
  from: number,
  { values: { length: count }, names: named }: SeriesSample,
): Columns | undefined {
  if (seriesSample(lines, from - 1)) return undefined;
  if (named) {
    const heading = headingAbove(lines, from);
    const meanings = namedMeanings(named, heading?.meaning);
    return meanings.some(Boolean) ? { meanings, heading: heading?.text ?? '' } : undefined;
  }
  if (count === 1) {
    const heading = headingAbove(lines, from);
    return heading && { meanings: [heading.meaning], heading: heading.text };
  }
  const sampled = sampledAbove(lines, from, count);
  if (sampled) return sampled;
  const above = RULE.test(lines[from - 1]?.text ?? '') ? from - 2 : from - 1;
  const heading = (lines[above]?.text ?? '').slice(0, 2_000);
  const parted = /[,;|\t]/.exec(heading)?.[0];
  const names = heading
    .split(parted ?? /\s+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const meanings = columnMeanings(names.slice(-count));
  return names.length > count && meanings.some(Boolean) ? { meanings, heading: heading.trim() } : undefined;
}

const MOST_ABOVE = 4;

/** A script or a crontab above that prints so many commands' output on each line says which is which. */
function sampledAbove(lines: readonly Line[], from: number, count: number): Columns | undefined {
  for (let index = from - 1; index >= Math.max(0, from - MOST_ABOVE); index -= 1) {
    const text = lines[index]?.text ?? '';
    const commands = sampledCommands(text);
    const meanings = commands.map(meaningIn);
    if (commands.length === count && meanings.some(Boolean)) return { meanings, heading: text.trim() };
  }
  return undefined;
}

function samplesFrom(lines: readonly Line[], from: number, opening: SeriesSample): SeriesSample[] {
  const samples = [opening];
  let isAfterRestart = false;
  for (let index = opening.last + 1, between = 0; index < lines.length && between <= MOST_BETWEEN; ) {
    const sample = seriesSample(lines, index);
    const text = (lines[index]?.text ?? '').slice(0, 200);
    const isNext = sample?.values.length === opening.values.length && isDated(sample) === isDated(opening);
    if (sample && !isNext) break;
    if (!sample && !ASIDE.test(text) && !isRestart(text)) break;
    isAfterRestart ||= RESTART.test(text);
    if (sample) samples.push(isAfterRestart ? { ...sample, isAfterRestart } : sample);
    if (sample) isAfterRestart = false;
    between = sample ? 0 : between + 1;
    index = sample ? sample.last + 1 : index + 1;
  }
  return samples;
}

function isRestart(text: string): boolean {
  return text.length <= LONGEST_ASIDE && RESTART.test(text);
}

function isDated({ atMs }: SeriesSample): boolean {
  return atMs !== undefined;
}

/** Samples in the order of time, each with its moment; a clock alone may have passed midnight, one behind a weekday the end of the week. */
function inTime(samples: readonly SeriesSample[]): (SeriesSample & { momentMs: number })[] {
  const clocks = samples.map(({ clockSec = 0 }) => clockSec);
  const isNewestFirst = clocks.every((clock, i) => i === 0 || clock < (clocks[i - 1] ?? 0));
  const ordered = isNewestFirst && samples[0]?.atMs === undefined ? samples.toReversed() : samples;
  let [passedSec, before] = [0, 0];
  return ordered.map((sample) => {
    const { atMs, clockSec = 0, periodSec = DAY_SEC } = sample;
    if (clockSec < before) passedSec += periodSec;
    before = clockSec;
    const start = utcMs(NO_YEAR, 1, 1, 0, 0, 0) ?? 0;
    if (atMs !== undefined) return { ...sample, momentMs: atMs };
    const sinceSec = passedSec + clockSec;
    return { ...sample, clockSec: sinceSec, momentMs: start + sinceSec * 1_000 };
  });
}

function observed(table: Table, samples: readonly SeriesSample[], { meanings, heading }: Columns) {
  const timed = inTime(samples);
  return timed.flatMap(
    ({ first, last, atMs, clockSec, momentMs, values, limit, isAfterRestart }, i): Observation[] => {
      const snapshot = table.context.nextSnapshot();
      const restarted = isAfterRestart || undefined;
      const at = (ms: number | undefined): Table =>
        ms === undefined ? table : { ...table, preamble: { ...table.preamble, atMs: ms } };
      return values.flatMap((value, column): Observation[] => {
        const meaning = meanings[column];
        if (meaning === undefined) return [];
        if (meaning.is === 'state') {
          const fields = {
            snapshot,
            source: 'counts',
            command: heading,
            state: meaning.state,
            clockSec,
            restarted,
          };
          return [observeLines(at(atMs), 'state-count', first, last, { ...fields, count: value })];
        }
        const { resource } = meaning;
        const figure = { resource, side: 'used', product: '', value };
        const grown =
          resource === 'messages' && i === timed.length - 1 && value > (timed[0]?.values[column] ?? value);
        return [
          observeLines(at(momentMs), 'figure', first, last, figure),
          ...(limit === undefined
            ? []
            : [
                observeLines(at(momentMs), 'figure', first, last, { ...figure, side: 'limit', value: limit }),
              ]),
          ...(grown ? [observeLines(at(atMs), 'queue', first, last, { messages: value })] : []),
        ];
      });
    },
  );
}

/**
 * Reads a number over time whose meaning stands above it: samples of a moment and its number, in either order, in a column, as CSV, or as
 * `date; command` prints them, with remarks behind; also columns under their names, as `sar -n SOCK` and scripts print them.
 */
export const numberSeries: BlockReader = {
  format: 'numbers over time',
  read(lines, from, context): BlockRead | undefined {
    const opening = seriesSample(lines, from);
    const columns = opening && columnsAbove(lines, from, opening);
    if (opening === undefined || columns === undefined) return undefined;
    const samples = samplesFrom(lines, from, opening);
    const bare = samples.filter(({ isBare }) => isBare).length;
    if (samples.length < LEAST_SAMPLES || bare * 2 < samples.length) return undefined;
    const table: Table = { lines, context, preamble: { next: from, dated: true } };
    return {
      next: (samples.at(-1)?.last ?? from) + 1,
      observations: observed(table, samples, columns),
      unread: 0,
    };
  },
};

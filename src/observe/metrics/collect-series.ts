import { fieldTimeMs } from '../times/whole-time.ts';
import type { JsonLeaf } from './json-leaves.ts';

/** A value of a metric at a moment, and where it stands. */
export interface Sample extends Pick<JsonLeaf, 'line' | 'column'> {
  atMs: number;
  value: number;
  text: string;
}

/** The samples of one metric, in the order of their times. */
export interface MetricSeries {
  /** What it may be called: its label or id in CloudWatch, its name in Prometheus. */
  names: readonly string[];
  labels: ReadonlyMap<string, string>;
  samples: readonly Sample[];
}

/** A series while its document is read: moments and values may come in arrays of their own. */
interface Draft {
  names: string[];
  labels: Map<string, string>;
  times: Map<number, string>;
  values: Map<number, { rank: number; leaf: JsonLeaf }>;
}

/** What one leaf adds to the draft of its series, whose place in the document is the start of its path. */
type Part = (draft: Draft, leaf: JsonLeaf) => void;

/** Statistics of a period, the one that says most of what is limited, or counted, first. */
export const STATISTICS = ['Sum', 'Maximum', 'Average', 'Minimum', 'SampleCount'];
const STREAMED = ['sum', 'max', 'min', 'count'];

const named: Part = ({ names }, { value }) => void names.push(value);
const labelled: Part = ({ labels }, { path, value }) => void labels.set(String(path.at(-1)), value);
const timed =
  (index: number): Part =>
  ({ times }, { value }) =>
    void times.set(index, value);
const valued =
  (index: number, rank = 0): Part =>
  ({ values }, leaf) => {
    const known = values.get(index);
    if (!known || known.rank > rank) values.set(index, { rank, leaf });
  };

/** How many keys of the path lie within its series, and what the leaf is there. Undefined where it is no part of one. */
function partOf({ path }: JsonLeaf): { depth: number; part: Part } | undefined {
  const [third, second, last] = [path.at(-3), path.at(-2), path.at(-1)];
  if (last === 'Label' || last === 'Id' || last === 'metric_name') return { depth: 1, part: named };
  if (last === 'timestamp') return { depth: 1, part: timed(0) };
  if (second === 'dimensions' || second === 'metric') return { depth: 2, part: labelled };
  if (second === 'Timestamps') return { depth: 2, part: timed(Number(last)) };
  if (second === 'Values') return { depth: 2, part: valued(Number(last)) };
  if (second === 'value' && typeof last === 'number')
    return { depth: 2, part: last === 0 ? timed(0) : valued(0) };
  if (second === 'value') return statistic(STREAMED, String(last), 0, 2);
  if (typeof second !== 'number') return undefined;
  if (third === 'values') return { depth: 3, part: last === 0 ? timed(second) : valued(second) };
  if (third !== 'Datapoints') return undefined;
  return last === 'Timestamp'
    ? { depth: 3, part: timed(second) }
    : statistic(STATISTICS, String(last), second, 3);
}

function statistic(order: readonly string[], name: string, index: number, depth: number) {
  const rank = order.indexOf(name);
  return rank < 0 ? undefined : { depth, part: valued(index, rank) };
}

/**
 * Puts series together of the leaves of a document: GetMetricData and GetMetricStatistics of CloudWatch (API Reference), a record of a
 * metric stream as JSON, and an answer of Prometheus' HTTP API whose `resultType` is matrix or vector.
 */
export function createSeriesCollector() {
  const drafts = new Map<string, Draft>();
  return {
    add(leaf: JsonLeaf): void {
      const found = partOf(leaf);
      if (!found) return;
      const place = JSON.stringify(leaf.path.slice(0, -found.depth));
      const draft = drafts.get(place) ?? {
        names: [],
        labels: new Map(),
        times: new Map(),
        values: new Map(),
      };
      drafts.set(place, draft);
      found.part(draft, leaf);
    },
    end: (): MetricSeries[] => [...drafts.values()].map(seriesOf).filter(({ samples }) => samples.length > 0),
  };
}

function seriesOf({ names, labels, times, values }: Draft): MetricSeries {
  const samples = [...values].flatMap(([index, { leaf }]): Sample[] => {
    const atMs = fieldTimeMs(times.get(index));
    const value = Number(leaf.value);
    if (atMs === undefined || !Number.isFinite(value)) return [];
    return [{ atMs, value, text: leaf.value, line: leaf.line, column: leaf.column }];
  });
  const name = labels.get('__name__');
  return {
    names: name === undefined ? names : [name, ...names],
    labels,
    samples: samples.toSorted((a, b) => a.atMs - b.atMs),
  };
}

import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { kernelStateOf } from './proc-net-tcp.ts';
import { seriesMoment } from './series-moment.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const OF_FILE = /\/net\/tcp6?\b/;
const COUNTED = /uniq\s+-\w*c|\+\+|wc\s+-l/;
const COUNT_FIRST = /^\s*(\d{1,9})\s+(0[1-9A-C])\s*$/;
const PAIRS = /^\s*(?:0[1-9A-Ca-c][=: ]\s?\d{1,9}[\s,;]*){1,12}$/;
const PAIR = /(0[1-9A-C])[=: ]\s?(\d{1,9})/gi;
/** Other commands of the same loop print a number of their own between two samples. */
const BARE = /^\s*\d{1,9}\s*$/;

interface Counted {
  state: string;
  count: number;
}

/** What one line counts, by the codes of include/net/tcp_states.h. */
function countsIn(text: string): Counted[] {
  const first = COUNT_FIRST.exec(text);
  if (first) return [{ state: kernelStateOf(first[2] ?? '') ?? '', count: Number(first[1]) }];
  if (!PAIRS.test(text)) return [];
  return [...text.matchAll(PAIR)].map(([, code = '', count]) => ({
    state: kernelStateOf(code.toUpperCase()) ?? '',
    count: Number(count),
  }));
}

/** What `date +%T` prints between two samples, as seconds of its day. */
function clockAlone(text: string): number | undefined {
  const moment = seriesMoment(text.trim());
  return moment && moment.end === text.trim().length ? moment.clockSec : undefined;
}

function readCounts(table: Table, from: number): BlockRead | undefined {
  const { command = '' } = table.preamble;
  if (!OF_FILE.test(command) || !COUNTED.test(command)) return undefined;
  const observations: Observation[] = [];
  let [next, snapshot] = [from, ''];
  let known = new Set<string>();
  let clockSec: number | undefined;
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 200);
    const counts = countsIn(text);
    const clock = counts.length === 0 ? clockAlone(text) : undefined;
    if (clock !== undefined) {
      clockSec = clock;
      snapshot = '';
      continue;
    }
    if (counts.length === 0 && !(observations.length > 0 && BARE.test(text))) break;
    if (counts.length === 0) continue;
    if (snapshot === '' || counts.some(({ state }) => known.has(state))) {
      snapshot = table.context.nextSnapshot();
      known = new Set();
    }
    for (const { state, count } of counts) {
      known.add(state);
      const fields = { snapshot, source: 'counts', command, state, count, clockSec };
      observations.push(observeLines(table, 'state-count', index, index, fields));
    }
    next = index + 1;
  }
  return observations.length === 0 ? undefined : { next, observations, unread: 0 };
}

/**
 * Reads sockets that were counted by the state's code in /proc/net/tcp, as `awk '{print $4}' | sort | uniq -c` and awk's arrays print them:
 * `2417 08`, `01=12 08=744 0A=2`. A state that is counted again begins the next snapshot.
 */
export const codedStateCounts: BlockReader = tableReader('counts by code of the state', readCounts, true);

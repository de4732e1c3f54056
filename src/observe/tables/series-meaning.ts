import type { Line } from '../line.ts';
import { startsLikeRecord } from '../log-start.ts';
import type { Figure } from './figure-names.ts';
import { kernelState } from './tcp-state.ts';

/** What the numbers of a column count: sockets in a state, or what is in use of something limited. */
export type SeriesMeaning = { is: 'state'; state: string } | { is: 'figure'; resource: Figure['resource'] };

const STATE =
  /(?<![a-z])(?:(?:close|time)[-_ ]?wait|fin[-_ ]?wait[-_ ]?[12]|syn[-_]?(?:sent|recv|received)|last[-_]ack|estab(?:lished)?|tcp-tw)(?![a-z])/gi;

/** What people and commands call what they count, the more special names first. */
const RESOURCES: readonly { resource: Figure['resource']; named: RegExp }[] = [
  { resource: 'conntrack-entries', named: /nf_conntrack_count|conntrack (?:-C\b|entries|table|count)/i },
  {
    resource: 'descriptors',
    named:
      /\/proc\/\S{1,60}\/fd\b|\blsof\b.{0,60}-p\b|\bopen[ _-]?(?:files?|fds?)\b|file descriptors?\b|\bfds\b/i,
  },
  {
    resource: 'pool',
    named:
      /\bpool\b.{0,40}\b(?:active|in[ _]use|borrowed|busy)\b|\b(?:active|in[ _]use|borrowed|busy)\b.{0,40}\bpool\b/i,
  },
  {
    resource: 'messages',
    named:
      /\bqueue[ _-]?(?:depth|length|size)\b|\bmessages?(?:_ready)?\b|list_queues|\bbacklog\b|\b(?:consumer|group)[ _-]lag\b|\b[LX]LEN\b/i,
  },
  { resource: 'sockets', named: /\btcpsck\b|\bsockets?\b/i },
  {
    resource: 'connections',
    named:
      /threads_connected|connected_clients|pg_stat_activity|curr_connections|\bconn(?:ection)?s?(?:[ _-]count)?\b/i,
  },
];

/** What a heading, a command or a column's name says of the numbers below. Undefined where it names several states, or nothing known. */
export function meaningIn(text: string): SeriesMeaning | undefined {
  const states = new Set([...text.matchAll(STATE)].map(([name]) => stateOf(name)));
  if (states.size > 1) return undefined;
  const [state] = states;
  if (state !== undefined) return { is: 'state', state };
  const resource = RESOURCES.find(({ named }) => named.test(text))?.resource;
  return resource && { is: 'figure', resource };
}

/** What people shorten the states of sockets to, where they head columns of their own. */
const SHORT_STATES: readonly { state: string; named: RegExp }[] = [
  { state: 'CLOSE_WAIT', named: /^(?:c[-_]?w|cl?wait|closew|clsw)$/i },
  { state: 'TIME_WAIT', named: /^(?:t[-_]?w|twait|timew)$/i },
  { state: 'ESTABLISHED', named: /^(?:est|estb|esta)$/i },
  { state: 'FIN_WAIT1', named: /^(?:fw1|fin1|finw1)$/i },
  { state: 'FIN_WAIT2', named: /^(?:fw2|fin2|finw2)$/i },
];

/** What the columns of a table count, by their names. Two letters are a state only beside another state, or something else that is known. */
export function columnMeanings(names: readonly string[]): (SeriesMeaning | undefined)[] {
  const meanings = names.map((name): SeriesMeaning | undefined => {
    const state = SHORT_STATES.find(({ named }) => named.test(name))?.state;
    return state === undefined ? meaningIn(name) : { is: 'state', state };
  });
  const known = new Set(meanings.flatMap((meaning) => (meaning ? [JSON.stringify(meaning)] : [])));
  return known.size > 1 ? meanings : names.map(meaningIn);
}

/** What numbers count that stand behind their names, where the heading or the command above leaves one state for two letters. */
export function namedMeanings(
  names: readonly string[],
  heading: SeriesMeaning | undefined,
): (SeriesMeaning | undefined)[] {
  const meanings = columnMeanings(names);
  if (meanings.some(Boolean) || heading?.is !== 'state') return meanings;
  const isIt = (name: string) =>
    SHORT_STATES.some(({ state, named }) => state === heading.state && named.test(name));
  return names.map((name) => (isIt(name) ? heading : undefined));
}

/** `sar -n SOCK` abbreviates one state. */
function stateOf(name: string): string | undefined {
  return name.toLowerCase() === 'tcp-tw' ? 'TIME_WAIT' : kernelState(name);
}

const FENCE = /^\s{0,8}(?:```|~~~)/;
const LONGEST = 400;
const MOST_ABOVE = 4;

/** The nearest line above that says what is counted, within a few lines: a heading, a sentence, the command that was typed. */
export function headingAbove(
  lines: readonly Line[],
  from: number,
): { meaning: SeriesMeaning; text: string } | undefined {
  for (let index = from - 1; index >= Math.max(0, from - MOST_ABOVE); index -= 1) {
    const text = lines[index]?.text ?? '';
    if (text.length > LONGEST) return undefined;
    if (FENCE.test(text) || startsLikeRecord(text.trimStart())) continue;
    const meaning = meaningIn(text);
    if (meaning) return { meaning, text: text.trim() };
  }
  return undefined;
}

import type { BlockRead, BlockReader } from '../block-reader.ts';
import { dottedEndpoint, type Endpoint, endFields, endpoint, localFields } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Drafted, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const TITLE =
  /^\s*(?:Active Internet connections|Active (?:UNIX|LOCAL) domain sockets|Active Multipath Internet connections)/i;
const HEADER = /^\s*(?:Proto\s+Recv-Q\s+Send-Q\s|Proto RefCnt\s|Address\s+Type\s+Recv-Q)/;
const ROW_START = /^\s*(?:tcp|udp|raw|sctp)\w{0,5}\s+\d+\s+\d+\s+\S/i;
const WITHOUT_PORTS = /^\s*unix\s+\d+\s+\[|^[0-9a-f]{8,16} (?:stream|dgram)\s/;

function readRow(table: Table, index: number): SocketRow {
  const text = plainRow((table.lines[index]?.text ?? '').slice(0, 4096));
  const row = netstatRow(text);
  if (row !== undefined) return row;
  if (ROW_START.test(text)) return 'unread';
  return WITHOUT_PORTS.test(text) || isHeading(text, /unix|local|Proto RefCnt|Address\s+Type/i)
    ? 'skip'
    : 'end';
}

function isHeading(text: string, about: RegExp): boolean {
  return (TITLE.test(text) || HEADER.test(text)) && about.test(text);
}

function readNetstat(table: Table, from: number): BlockRead | undefined {
  const first = plainRow((table.lines[from]?.text ?? '').slice(0, 4096));
  const heading = TITLE.test(first) || HEADER.test(first);
  if (!heading && !ROW_START.test(first)) return undefined;

  let rows = from;
  while (rows < from + 4 && isHeading(plainRow((table.lines[rows]?.text ?? '').slice(0, 200)), /./))
    rows += 1;
  const timersShown = /netstat\s.{0,40}?-[A-Za-z]{0,12}o/.test(table.preamble.command ?? '');
  return socketRows(table, rows, 'netstat', (index) => readRow(table, index), timersShown);
}

/** Where the line was cut, its end may be missing. */
const TIMER =
  /\s(off|on|keepalive|timewait|probe|unkn-\d{1,9}) \((\d{1,9}(?:\.\d{1,6})?)\/(\d{1,9})(?:\/(?:(-?\d{1,9})(?:\)\s*)?)?)?$/;
/** A row whose addresses were taken out. */
const BLANKED =
  /^\s*(tcp(?:4|6|46)?)\s+(\d{1,12})\s+(\d{1,12})\s+([A-Z][A-Z_12]{4,11})(?:\s+((?:\d{1,10}\/\S|-\s|-$|(?:off|on|keepalive|timewait|probe) \().*))?$/i;
const ROW =
  /^\s*(tcp(?:4|6|46)?|udp(?:4|6|46)?|udplite6?|sctp[46]?|raw6?)\s+(\d{1,12})\s+(\d{1,12})\s+(\S{1,300})\s+(\S{1,300})(?:\s+(\S.*))?$/i;

/** Linux joins the port with a colon, BSD and macOS with a dot; a colon and a word at the end settle it. */
function eitherEndpoint(printed: string): Endpoint | undefined {
  return /:(?:\d{1,5}|\*|[A-Za-z][\w.+-]*)$/.test(printed) ? endpoint(printed) : dottedEndpoint(printed);
}

function timerFields(rest: string): Drafted {
  const timer = TIMER.exec(` ${rest}`);
  if (timer === null) return {};
  const [, printed, sec, retransmits, probes] = timer;
  return {
    timer: printed === 'probe' ? 'persist' : printed,
    timerSec: printed === 'off' ? undefined : Number(sec),
    timerCount: Math.max(Number(retransmits), Number(probes ?? 0), 0),
  };
}

/** `16330/python3`, a program with blanks in its name, `-`, or the `name:pid` of newer macOS. */
function ownerFields(rest: string): Drafted {
  const owner =
    /(?:^|\s)(\d{1,10})\/(\S[^()]{0,80}?)(?=\s+(?:off|on|keepalive|timewait|probe|unkn)|\s{2,}|\s*$)/.exec(
      rest,
    );
  if (owner !== null) {
    const extended = /^(\S+)\s+\d{1,20}\s+\d{1,10}\//.exec(rest);
    return { pid: owner[1], process: owner[2], user: extended?.[1] };
  }
  const mac = /(?:^|\s)([A-Za-z][\w. -]{0,40}):(\d{1,10})(?=\s|$)/.exec(rest);
  return mac === null ? {} : { process: mac[1], pid: mac[2] };
}

/**
 * Reads one row of netstat of Linux (net-tools, BusyBox), BSD or macOS; undefined when the line is not a row.
 * Timers are named as ss names them (`probe` is the zero-window probe, persist); `timerCount` is the higher of retransmissions and probes.
 */
function netstatRow(text: string): Drafted | undefined {
  const row = ROW.exec(text.slice(0, 4096));
  const blanked = blankedRow(text);
  if (blanked !== undefined || row === null) return blanked;
  const local = eitherEndpoint(row[4] ?? '');
  // People leave the column of the other end out.
  const narrow = kernelState(row[5] ?? '') !== undefined;
  const peer = narrow ? undefined : eitherEndpoint(row[5] ?? '');
  if (local === undefined || (peer === undefined && !narrow)) return undefined;
  const rest = narrow ? `${row[5]} ${row[6] ?? ''}` : (row[6] ?? '');
  const named = /^\(?([A-Za-z][\w-]{4,13})\)?(?=\s|$)/.exec(rest)?.[1];
  const state = named === undefined ? undefined : kernelState(named);
  return {
    protocol: row[1]?.toLowerCase(),
    state,
    recvQBytes: Number(row[2]),
    // netstat cannot show the limit of a backlog and prints 0 there, which would read as a limit of none.
    sendQBytes: state === 'LISTEN' && row[3] === '0' ? undefined : Number(row[3]),
    ...(peer ? endFields(local, peer) : localFields(local)),
    ...ownerFields(state === undefined ? rest : rest.slice(named?.length ?? 0).trim()),
    ...timerFields(rest),
  };
}

function blankedRow(text: string): Drafted | undefined {
  const row = BLANKED.exec(text.slice(0, 4096));
  const state = kernelState(row?.[4] ?? '');
  if (row === null || state === undefined) return undefined;
  const rest = row[5] ?? '';
  const queues = { recvQBytes: Number(row[2]), sendQBytes: Number(row[3]) };
  return { protocol: row[1]?.toLowerCase(), state, ...queues, ...ownerFields(rest), ...timerFields(rest) };
}

/** A row of a socket table without the bars that some tools draw between columns and the asterisks that people put around a number. */
function plainRow(text: string): string {
  const starred = text.includes('**') ? text.replaceAll('**', '') : text;
  if (!starred.includes('|')) return starred;
  return /^\s{0,8}\|?\s{0,8}(?:tcp|udp|proto)\w{0,3}\s{0,12}\|/i.test(starred)
    ? starred.replaceAll('|', ' ').trimEnd()
    : starred;
}

/**
 * Reads `netstat` of Linux (net-tools and BusyBox), FreeBSD and macOS with any columns, with or without the two headings,
 * indented or below a prompt. UDP rows, which have no state, and unix sockets do not end the table.
 */
export const netstat: BlockReader = tableReader('netstat', readNetstat);

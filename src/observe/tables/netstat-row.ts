import { dottedEndpoint, type Endpoint, endFields, endpoint } from './endpoint.ts';
import type { Drafted } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const TIMER =
  /\s(off|on|keepalive|timewait|probe|unkn-\d{1,9}) \((\d{1,9}(?:\.\d{1,6})?)\/(\d{1,9})\/(-?\d{1,9})\)\s*$/;
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
    timerCount: Math.max(Number(retransmits), Number(probes), 0),
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
 * Reads one row of netstat of Linux (net-tools, BusyBox), BSD or macOS; undefined when the line is none.
 * Timers are named as ss names them (`probe` is the zero-window probe, persist); `timerCount` is the higher of retransmissions and probes.
 */
export function netstatRow(text: string): Drafted | undefined {
  const row = ROW.exec(text.slice(0, 4096));
  if (row === null) return undefined;
  const local = eitherEndpoint(row[4] ?? '');
  const peer = eitherEndpoint(row[5] ?? '');
  if (local === undefined || peer === undefined) return undefined;
  const rest = row[6] ?? '';
  const named = /^\(?([A-Za-z][\w-]{4,13})\)?(?=\s|$)/.exec(rest)?.[1];
  const state = named === undefined ? undefined : kernelState(named);
  return {
    protocol: row[1]?.toLowerCase(),
    state,
    recvQBytes: Number(row[2]),
    // netstat cannot show the limit of a backlog and prints 0 there, which would read as a limit of none.
    sendQBytes: state === 'LISTEN' && row[3] === '0' ? undefined : Number(row[3]),
    ...endFields(local, peer),
    ...ownerFields(state === undefined ? rest : rest.slice(named?.length ?? 0).trim()),
    ...timerFields(rest),
  };
}

import { endFields, endpoint, localFields } from './endpoint.ts';
import type { Drafted } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const NETID =
  /^(?:tcp|udp|udplite|sctp|mptcp|dccp|raw|icmp6|nl|p_raw|p_dgr|u_str|u_dgr|u_seq|v_str|v_dgr|tipc|xdp|\?\?\?)$/;
const QUEUE = /^\d{1,12}$/;

/** The columns before the addresses. `other`: a socket of a kind that has no TCP or UDP ports. */
interface Head {
  netid: string | undefined;
  state: string | undefined;
  used: number;
}

function head(tokens: readonly string[]): Head {
  const netid = NETID.test(tokens[0] ?? '') ? tokens[0] : undefined;
  const at = netid === undefined ? 0 : 1;
  const named = tokens[at] ?? '';
  const state = QUEUE.test(named) ? undefined : kernelState(named);
  return { netid, state, used: at + (state === undefined ? 0 : 1) };
}

function isPorted(netid: string | undefined): boolean {
  return netid === undefined || /^(?:tcp|udp|udplite|sctp|mptcp|dccp)$/.test(netid);
}

/** A listener's queue and its limit. A limit of 0 is none that was read: other tools print it so. */
function backlog(state: string | undefined, waiting: string, limit: string): Drafted {
  return state === 'LISTEN' && limit !== '0' ? { backlogFree: Number(limit) - Number(waiting) } : {};
}

/**
 * Reads one row of ss: `[Netid] [State] Recv-Q Send-Q Local Peer [details]`. Without a state column the row takes `state`.
 * A listener may come without addresses, as people cut it out, and the last row of a paste may end behind its first address. Undefined when the line is not a row; 'skip' for sockets without ports (unix, netlink, packet).
 */
export function ssRow(text: string, state: string | undefined): Drafted | 'skip' | undefined {
  const shown = text.slice(0, 4096);
  const tokens = shown.trim().split(/\s+/, 7);
  const { netid, state: own, used } = head(tokens);
  const [recvQ = '', sendQ = '', localText = '', peerText = ''] = tokens.slice(used);
  if (!QUEUE.test(recvQ) || !QUEUE.test(sendQ)) return undefined;
  if (!isPorted(netid)) return 'skip';
  const queues = { recvQBytes: Number(recvQ), sendQBytes: Number(sendQ), ...backlog(own, recvQ, sendQ) };
  if (own === 'LISTEN' && localText === '') return { protocol: netid ?? 'tcp', state: own, ...queues };
  const local = endpoint(localText);
  if (own !== undefined && local !== undefined && peerText === '')
    return { protocol: netid ?? 'tcp', state: own, ...queues, ...localFields(local) };
  const peer = endpoint(peerText);
  if (local === undefined || peer === undefined) return undefined;
  const udp = netid?.startsWith('udp') ?? false;
  return {
    protocol: netid ?? 'tcp',
    state: udp && own === 'CLOSE' ? undefined : (own ?? state),
    ...queues,
    ...endFields(local, peer),
    ...ssDetails(shown),
  };
}

const USERS = /users:\(\("((?:[^"\\]|\\.){0,200})",(?:pid=)?(\d+)(?:,(?:fd=)?(\d+))?/;
const TIMER = /timer:\((\w{1,20}),([\w.]{0,30}),(\d{1,6})\)/;

function number(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/**
 * Reads what ss prints after the addresses (misc/ss.c): `users:((…))` in the form of every version, `timer:(…)`, `uid:`.
 * No timer means that none is armed, if the table shows timers at all.
 */
function ssDetails(text: string): Drafted {
  const users = text.includes('users:') ? USERS.exec(text) : null;
  const timer = text.includes('timer:') ? TIMER.exec(text) : null;
  return {
    process: users?.[1],
    pid: users?.[2],
    fd: users?.[3],
    user: /\buid:(\d{1,10})/.exec(text)?.[1],
    timer: timer?.[1],
    timerSec: timer === null ? undefined : timerDurationSec(timer[2] ?? ''),
    timerCount: timer === null ? undefined : Number(timer[3]),
  };
}

/** Reads the line of `ss -i`: times in milliseconds since data were last sent and received, and retransmissions so far. */
export function ssInfo(text: string): Drafted {
  return {
    lastSentMs: number(text, /\blastsnd:(\d{1,12})/),
    lastReceivedMs: number(text, /\blastrcv:(\d{1,12})/),
    receivedBytes: number(text, /\bbytes_received:(\d{1,15})/),
    retransmits: number(text, /\bretrans:\d{1,9}\/(\d{1,9})/),
  };
}

/**
 * Reads the remaining time in `timer:(on,3.080ms,4)` of ss, in seconds; undefined when it is not a time.
 * iproute2 before 6.11 wrote `3.080ms` for 3.08 seconds (misc/ss.c, print_ms_timer); true milliseconds never have a fraction.
 */
function timerDurationSec(printed: string): number | undefined {
  const parts = /^(?:(\d{1,9})min)?(?:(\d{1,9}(?:\.\d{1,6})?)(ms|sec))?$/.exec(printed);
  if (parts === null || printed === '') return undefined;

  const minutes = Number(parts[1] ?? 0);
  const rest = Number(parts[2] ?? 0);
  const trulyMilliseconds = parts[3] === 'ms' && !(parts[2] ?? '').includes('.');
  return minutes * 60 + (trulyMilliseconds ? rest / 1000 : rest);
}

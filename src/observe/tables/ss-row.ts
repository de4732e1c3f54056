import { endFields, endpoint } from './endpoint.ts';
import { ssDetails } from './ss-details.ts';
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

/**
 * Reads one row of ss: `[Netid] [State] Recv-Q Send-Q Local Peer [details]`. Without a state column the row takes `state`.
 * Undefined when the line is no row; 'skip' for sockets without ports (unix, netlink, packet).
 */
export function ssRow(text: string, state: string | undefined): Drafted | 'skip' | undefined {
  const shown = text.slice(0, 4096);
  const tokens = shown.trim().split(/\s+/, 7);
  const { netid, state: own, used } = head(tokens);
  const [recvQ = '', sendQ = '', localText = '', peerText = ''] = tokens.slice(used);
  if (!QUEUE.test(recvQ) || !QUEUE.test(sendQ)) return undefined;
  if (!isPorted(netid)) return 'skip';
  const local = endpoint(localText);
  const peer = endpoint(peerText);
  if (local === undefined || peer === undefined) return undefined;
  const udp = netid?.startsWith('udp') ?? false;
  return {
    protocol: netid ?? 'tcp',
    state: udp && own === 'CLOSE' ? undefined : (own ?? state),
    recvQBytes: Number(recvQ),
    sendQBytes: Number(sendQ),
    ...endFields(local, peer),
    ...ssDetails(shown),
  };
}

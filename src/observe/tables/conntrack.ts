import type { BlockRead, BlockReader } from '../block-reader.ts';
import { joinEndpoint } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const ENTRY =
  /^\s*(?:\[\d{1,12}\.\d{1,9}\]\s{0,8})?(?:\[\w{3,8}\]\s+)?(?:ipv[46]\s+\d{1,2}\s+)?(tcp|udp|sctp|dccp)\s+\d{1,3}\s+(?:(\d{1,9})\s+)?(?:([A-Z_0-9]{3,12})\s+)?src=(\S{1,60}) dst=(\S{1,60}) sport=(\d{1,5}) dport=(\d{1,5})/;
/** How the answer comes: from the server as it is, to the client as the server sees it. */
const REPLY = /\ssrc=(\S{1,60}) dst=(\S{1,60}) sport=(\d{1,5}) dport=(\d{1,5})/;
const OTHER =
  /^\s*(?:ipv[46]\s+\d{1,2}\s+)?(?:icmp|icmpv6|unknown|gre|udplite|igmp)\s+\d{1,3}\s.{0,60}src=|^conntrack v[\d.]+ \(/;

function readRow(table: Table, index: number): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, 1000);
  const entry = ENTRY.exec(text);
  if (entry === null) return OTHER.test(text) ? 'skip' : 'end';
  const [, protocol, leftSec, state = '', source = '', target = '', sourcePort = '', targetPort = ''] = entry;
  const local = joinEndpoint(source, sourcePort);
  const peer = joinEndpoint(target, targetPort);
  const [, server = '', client = '', serverPort = '', clientPort = ''] =
    REPLY.exec(text.slice(entry[0].length)) ?? [];
  const [asSeen, behind] = [joinEndpoint(client, clientPort), joinEndpoint(server, serverPort)];
  return {
    protocol,
    state: kernelState(state),
    local,
    localAddress: source,
    localPort: sourcePort,
    peer,
    peerAddress: target,
    peerPort: targetPort,
    timerSec: leftSec === undefined ? undefined : Number(leftSec),
    translatedLocal: client === '' || asSeen === local ? undefined : asSeen,
    translatedPeer: server === '' || behind === peer ? undefined : behind,
    unreplied: text.includes('[UNREPLIED]') || undefined,
  };
}

/** What `conntrack -E` prints before the entry: what happened to it, behind the time where that was asked for. */
const EVENT = /^\s*(?:\[[\d.]{1,22}\]\s{0,8})?\[(?:NEW|UPDATE|DESTROY)\]/;

/** The line of the last event of each flow; those before it are over: an entry is unreplied until its answer comes. */
function lastEvents(table: Table, from: number): ReadonlySet<number> {
  const last = new Map<string, number>();
  for (let index = from; index < table.lines.length; index += 1) {
    const row = readRow(table, index);
    if (row === 'end') break;
    if (typeof row === 'object') last.set(`${row['protocol']} ${row['local']} ${row['peer']}`, index);
  }
  return new Set(last.values());
}

function readConntrack(table: Table, from: number): BlockRead | undefined {
  const first = (table.lines[from]?.text ?? '').slice(0, 1000);
  if (!ENTRY.test(first)) return undefined;
  const last = EVENT.test(first) ? lastEvents(table, from) : undefined;
  return socketRows(table, from, 'conntrack', (index) => {
    const row = readRow(table, index);
    return last && typeof row === 'object' && !last.has(index) ? 'skip' : row;
  });
}

/**
 * Reads `conntrack -L`, `conntrack -E` and /proc/net/nf_conntrack. `local` is who opened the connection, `peer` whom it addressed, before any
 * translation; `translatedLocal` and `translatedPeer` are the same ends as the server has them, where they differ; `timerSec` is how long
 * the entry still lives.
 */
export const conntrack: BlockReader = tableReader('conntrack', readConntrack);

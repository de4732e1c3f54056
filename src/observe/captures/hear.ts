import { flowEnds } from './flow-ends.ts';
import type { EndState, FlowState, PacketLines, Told } from './flow-state.ts';
import type { Said } from './payload/said.ts';
import { listen, protocolOfOpening, protocolOfPort } from './payload/talk.ts';

/** Messages of one connection that are kept: the first ones tell why it failed. */
const MOST_MESSAGES = 8;

/** Where a payload lies, and what packet brought it. */
export interface Heard {
  bytes: Uint8Array;
  from: number;
  to: number;
  by: EndState;
}

/** What a payload tells of its connection; the protocol is known by the client's first payload, else by the server's port. */
export function hear(flow: FlowState, { bytes, from, to, by }: Heard): Said | undefined {
  if (from >= to) return undefined;
  const { client, server } = flowEnds(flow);
  const isServers = by === server;
  const payload = { bytes, from, to, isServers };
  flow.told ??= { messages: [], ...named(protocolOfPort(server.end.port)) };
  if (!isServers && !client.data) Object.assign(flow.told, named(protocolOfOpening(payload)));
  return flow.told.protocol && listen(flow.told.protocol, payload);
}

function named(protocol: Told['protocol']): Pick<Told, 'protocol'> {
  return protocol ? { protocol } : {};
}

/** Keeps the protocol that a message was decoded as. */
export function noteProtocol(flow: FlowState, protocol: NonNullable<Told['protocol']>): void {
  flow.told ??= { messages: [] };
  flow.told.protocol ??= protocol;
}

/** Keeps what was said. */
export function keepSaid(
  flow: FlowState,
  by: EndState,
  { isGoodbye, agreedSec, clientName, message }: Said,
  lines: PacketLines,
  atMs: number | undefined,
): void {
  const told = flow.told;
  if (!told) return;
  if (isGoodbye) told.goodbyeBy ??= by;
  if (agreedSec !== undefined) told.agreedSec ??= agreedSec;
  if (clientName !== undefined) told.clientName ??= clientName;
  if (message !== undefined && told.messages.length < MOST_MESSAGES)
    told.messages.push({ text: message, lines, atMs });
}

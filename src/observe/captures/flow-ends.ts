import type { EndState, FlowState } from './flow-state.ts';

/** The ends of a connection by what they are to each other. */
export interface FlowEnds {
  client: EndState;
  server: EndState;
}

/** A service name in place of a number is the server's; of two numbers the higher is the client's. */
function rankOfPort(port: string): number {
  return /^\d+$/.test(port) ? Number(port) : -1;
}

/** Who is client: the sender of the SYN, else the receiver of the SYN-ACK, else the higher port, else who spoke first. */
export function flowEnds(flow: FlowState): FlowEnds {
  const [one, two] = flow.ends;
  const turned =
    one.syns > 0 || two.syns > 0
      ? one.syns === 0
      : one.synAcks > 0 || two.synAcks > 0
        ? one.synAcks > 0
        : rankOfPort(one.end.port) < rankOfPort(two.end.port);
  return turned ? { client: two, server: one } : { client: one, server: two };
}

/** Which of the ends did something. */
export function who(
  ends: FlowEnds,
  did: (end: EndState) => boolean,
): 'client' | 'server' | 'both' | undefined {
  if (did(ends.client)) return did(ends.server) ? 'both' : 'client';
  return did(ends.server) ? 'server' : undefined;
}

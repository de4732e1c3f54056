import { type EndState, type FlowState, newFlow, type SeenPacket } from './flow-state.ts';

/** Connections that are kept at once; those that ended orderly make room. */
const MOST_FLOWS = 20_000;

/** The connections of a capture that are kept, in the order in which they began. */
interface KeptFlows {
  all(): readonly FlowState[];
  /** Begins a connection with its first packet; undefined where there is no room for it. */
  begin(seen: SeenPacket): FlowState | undefined;
}

/** Keeps a bounded number of connections; `onRoom` hears which are left when some are kept no longer. */
export function keptFlows(onRoom: (isKept: (flow: FlowState) => boolean) => void): KeptFlows {
  let all: FlowState[] = [];
  let isFull = false;
  function makeRoom(): boolean {
    if (isFull) return false;
    const kept = new Set(all.filter((flow) => !isOrderly(flow)));
    // Where little can go, it is not worth a search for each new connection.
    isFull = kept.size > 0.9 * MOST_FLOWS;
    all = [...kept];
    onRoom((flow) => kept.has(flow));
    return all.length < MOST_FLOWS;
  }
  return {
    all: () => all,
    begin({ packet, lines, atMs }) {
      if (all.length >= MOST_FLOWS && !makeRoom()) return undefined;
      const flow = newFlow(packet, lines);
      if (atMs !== undefined) flow.atMs = atMs;
      all.push(flow);
      return flow;
    },
  };
}

/** Closed from both sides, and nothing happened to it on the way. */
function isOrderly({ ends, told, unanswered }: FlowState): boolean {
  return !unanswered?.resends && !told?.messages.length && ends.every(isOrderlyEnd);
}

function isOrderlyEnd({ fin, rst, retransmits, zeroWindow }: EndState): boolean {
  return fin && !rst && !zeroWindow && retransmits === 0;
}

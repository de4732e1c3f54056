import { flowEnds } from './flow-ends.ts';
import type { FlowState } from './flow-state.ts';
import { endpointName } from './packet.ts';

/**
 * The connections on which something was sent again without an answer, with the number of SYNs of the same client to the same server
 * that went unanswered afterwards: the path is gone, not a process.
 */
export function unansweredAfter(flows: readonly FlowState[]): ReadonlyMap<FlowState, number> {
  const lost = new Map<string, FlowState>();
  const counts = new Map<FlowState, number>();
  for (const flow of flows) {
    const { client, server } = flowEnds(flow);
    const key = `${client.end.address}\n${endpointName(server.end)}`;
    const before = lost.get(key);
    if (before && client.syns > 0 && server.packets === 0)
      counts.set(before, (counts.get(before) ?? 0) + client.syns);
    const isAlive = server.packets > 0;
    if (isAlive && flow.unanswered?.resends) lost.set(key, flow);
  }
  return counts;
}

import { flowEnds } from './flow-ends.ts';
import type { FlowState } from './flow-state.ts';
import { endpointName } from './packet.ts';

/**
 * The connections on which one end sent in vain, with the number of connections that the same client then opened to the same server: what
 * lies between still carries packets, and has only forgotten the old connection.
 */
export function connectedAfter(flows: readonly FlowState[]): ReadonlyMap<FlowState, number> {
  const lost = new Map<string, FlowState>();
  const counts = new Map<FlowState, number>();
  for (const flow of flows) {
    const { client, server } = flowEnds(flow);
    const key = `${client.end.address}\n${endpointName(server.end)}`;
    const before = lost.get(key);
    const isOpened = server.synAcks > 0 && client.packets > 0;
    if (before && isOpened) counts.set(before, (counts.get(before) ?? 0) + 1);
    const { resends = 0, probes = 0 } = flow.unanswered ?? {};
    if (resends + probes > 0) lost.set(key, flow);
  }
  return counts;
}

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

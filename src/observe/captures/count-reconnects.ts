import { flowEnds } from './flow-observation.ts';
import type { FlowState } from './flow-state.ts';
import { endpointName } from './packet.ts';

/**
 * Counts, for the first connection between one client address and one server, how often the client connected again
 * after a connection had ended. A pool that opens many connections side by side reconnects not at all.
 */
export function countReconnects(flows: readonly FlowState[]): Map<FlowState, number> {
  const firstOf = new Map<string, { flow: FlowState; endedLine: number }>();
  const counts = new Map<FlowState, number>();
  for (const flow of flows) {
    const { client, server } = flowEnds(flow);
    if (client.syns === 0) continue;
    const key = `${client.end.address}\n${endpointName(server.end)}`;
    const endedLine = flow.endedLine ?? (server.packets === 0 ? flow.last.endLine : Number.POSITIVE_INFINITY);
    const group = firstOf.get(key);
    if (!group) {
      firstOf.set(key, { flow, endedLine });
      continue;
    }
    if (group.endedLine < flow.first.line) counts.set(group.flow, (counts.get(group.flow) ?? 0) + 1);
    group.endedLine = Math.min(group.endedLine, endedLine);
  }
  return counts;
}

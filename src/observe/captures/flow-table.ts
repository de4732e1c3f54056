import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { addPacket, forgetPause } from './add-packet.ts';
import { connectedAfter, unansweredAfter } from './after-loss.ts';
import { flowEnds } from './flow-ends.ts';
import { type Beside, flowObservation } from './flow-observation.ts';
import type { FlowState, SeenPacket } from './flow-state.ts';
import { idleCloses } from './idle-close.ts';
import { keptFlows } from './kept-flows.ts';
import { endpointName, type Packet } from './packet.ts';
import { toldObservations } from './told-observations.ts';

/** The connections of one block, in the order in which they began. */
interface FlowTable {
  /**
   * Adds a packet and answers its connection: `known` where the caller knows it, unless a new one begins on its ports. Undefined
   * where it begins one that there is no room for.
   */
  add(seen: SeenPacket, known?: FlowState): FlowState | undefined;
  /** Packets were left out of the paste here. */
  leaveOut(): void;
  observations(context: ReadContext): Observation[];
}

function pairKey(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

/** The connection whose rows named no ports yet, or that a row without ports belongs to: it takes the ports that a row names. */
function portless(flow: FlowState | undefined, { from, to }: Packet): FlowState | undefined {
  if (!flow || from.port === '') return flow;
  if (flow.ends.some(({ end }) => end.port !== '') || from.address === to.address) return undefined;
  for (const one of flow.ends) one.end = one.end.address === from.address ? from : to;
  return flow;
}

/** A SYN on the ports of a connection that has ended is a new connection; a repeated one is not. */
function beginsAnew(flow: FlowState, packet: Packet): boolean {
  return flow.endedLine !== undefined && packet.flags.includes('S') && !packet.flags.includes('.');
}

/** Makes an empty table; `onRoom` hears which connections are left when some are kept no longer. */
export function newFlowTable(
  onRoom: (isKept: (flow: FlowState) => boolean) => void = () => undefined,
): FlowTable {
  const byPorts = new Map<string, FlowState>();
  const byAddresses = new Map<string, FlowState>();
  const flows = keptFlows((isKept) => {
    for (const map of [byPorts, byAddresses])
      for (const [key, flow] of map) if (!isKept(flow)) map.delete(key);
    onRoom(isKept);
  });
  let endSec: number | undefined;
  function find(seen: SeenPacket): FlowState | undefined {
    const { packet } = seen;
    const addresses = pairKey(packet.from.address, packet.to.address);
    const ports = pairKey(endpointName(packet.from), endpointName(packet.to));
    const known = byPorts.get(ports) ?? portless(byAddresses.get(addresses), packet);
    const flow = known && !beginsAnew(known, packet) ? known : flows.begin(seen);
    if (!flow) return undefined;
    if (packet.from.port !== '' || flow !== known) byPorts.set(ports, flow);
    byAddresses.set(addresses, flow);
    return flow;
  }
  return {
    add(seen, known) {
      const { sec, packet } = seen;
      if (sec !== undefined) endSec = Math.max(endSec ?? sec, sec);
      const flow = known && !beginsAnew(known, packet) ? known : find(seen);
      if (flow) addPacket(flow, seen);
      return flow;
    },
    leaveOut: () => flows.all().forEach(forgetPause),
    observations(context) {
      const all = flows.all();
      const besideOf = besideIn(all, endSec);
      return all.flatMap((flow) => [
        flowObservation(flow, context, besideOf(flow)),
        ...toldObservations(flow, context),
      ]);
    },
  };
}

/** What the rest of the capture says of each connection. */
function besideIn(all: readonly FlowState[], endSec: number | undefined): (flow: FlowState) => Beside {
  const reconnects = countReconnects(all);
  const lostAfter = unansweredAfter(all);
  const answeredAfter = connectedAfter(all);
  const idle = idleCloses(all);
  return (flow) => ({
    endSec,
    reconnects: reconnects.get(flow),
    thenUnanswered: lostAfter.get(flow),
    thenConnected: answeredAfter.get(flow),
    idleClosedSec: idle.get(flow),
  });
}

/**
 * Counts, for the first connection between one client address and one server, how often the client connected again
 * after a connection had ended. A pool that opens many connections side by side reconnects not at all.
 */
function countReconnects(flows: readonly FlowState[]): Map<FlowState, number> {
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

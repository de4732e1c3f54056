import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { addPacket, forgetPause } from './add-packet.ts';
import { unansweredAfter } from './after-loss.ts';
import { flowEnds } from './flow-ends.ts';
import { flowObservation } from './flow-observation.ts';
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
    const known = byPorts.get(ports) ?? (packet.from.port === '' ? byAddresses.get(addresses) : undefined);
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
      const beside = {
        reconnects: countReconnects(all),
        lostAfter: unansweredAfter(all),
        idle: idleCloses(all),
      };
      return all.flatMap((flow) => [
        flowObservation(flow, context, {
          endSec,
          reconnects: beside.reconnects.get(flow),
          thenUnanswered: beside.lostAfter.get(flow),
          idleClosedSec: beside.idle.get(flow),
        }),
        ...toldObservations(flow, context),
      ]);
    },
  };
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

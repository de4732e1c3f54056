import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { countReconnects } from './count-reconnects.ts';
import { flowObservation } from './flow-observation.ts';
import { addPacket, type FlowState, newFlow, type PacketLines } from './flow-state.ts';
import { endpointName, type Packet } from './packet.ts';

/** The connections of one block, in the order in which they began. */
export interface FlowTable {
  add(packet: Packet, lines: PacketLines, sec: number | undefined, atMs: number | undefined): void;
  observations(context: ReadContext): Observation[];
}

function pairKey(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

/** A SYN on the ports of a connection that has ended is a new connection; a repeated one is not. */
function beginsAnew(flow: FlowState, packet: Packet): boolean {
  return flow.endedLine !== undefined && packet.flags.includes('S') && !packet.flags.includes('.');
}

export function newFlowTable(): FlowTable {
  const all: FlowState[] = [];
  const byPorts = new Map<string, FlowState>();
  const byAddresses = new Map<string, FlowState>();
  return {
    add(packet, lines, sec, atMs) {
      const addresses = pairKey(packet.from.address, packet.to.address);
      const ports = pairKey(endpointName(packet.from), endpointName(packet.to));
      const known = byPorts.get(ports) ?? (packet.from.port === '' ? byAddresses.get(addresses) : undefined);
      const flow = known && !beginsAnew(known, packet) ? known : newFlow(packet, lines);
      if (flow !== known) {
        all.push(flow);
        if (atMs !== undefined) flow.atMs = atMs;
      }
      if (packet.from.port !== '' || flow !== known) byPorts.set(ports, flow);
      byAddresses.set(addresses, flow);
      addPacket(flow, packet, lines, sec);
    },
    observations(context) {
      const reconnects = countReconnects(all);
      return all.map((flow) => flowObservation(flow, context, reconnects.get(flow) ?? 0));
    },
  };
}

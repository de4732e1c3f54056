import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { endpointName } from './packet.ts';
import { addVpcRecord, hasBothDirections, newVpcFlow, type VpcFlow, vpcFlowObservation } from './vpc-flow.ts';
import { isEmptyVpcRecord, type VpcRecord, vpcHeader, vpcRecord } from './vpc-record.ts';

const TCP = 6;

function keyOf(record: VpcRecord): string {
  return [endpointName(record.from), endpointName(record.to)].toSorted().join('\n');
}

function addTo(flows: Map<string, VpcFlow>, record: VpcRecord, line: Line): void {
  if (record.protocol !== TCP) return;
  const key = keyOf(record);
  const flow = flows.get(key) ?? newVpcFlow(record);
  flows.set(key, flow);
  addVpcRecord(flow, record, line);
}

function read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  const header = vpcHeader((lines[from]?.text ?? '').slice(0, 2000));
  const flows = new Map<string, VpcFlow>();
  let index = header ? from + 1 : from;
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) break;
    const record = vpcRecord(line.text, header);
    if (record) addTo(flows, record, line);
    else if (!isEmptyVpcRecord(line.text)) break;
  }
  if (index === from || (header && index === from + 1)) return undefined;
  const all = [...flows.values()];
  // Of an excerpt of one direction alone, a missing answer says nothing.
  const isWhole = all.some(hasBothDirections);
  const observations = all.map((flow) => vpcFlowObservation(flow, context, isWhole));
  return { next: index, observations, unread: 0 };
}

/**
 * Reads AWS VPC flow log records: the default format of version 2, a custom format with a header line, and custom
 * formats without one as far as their shape shows it. One `flow` observation per TCP connection, both directions together.
 * Fields and the flag bits are those of "Flow log records" in the Amazon VPC User Guide.
 */
export const vpcFlowLog: BlockReader = { format: 'vpc-flow-log', read };

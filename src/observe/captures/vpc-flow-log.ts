import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { endpointName } from './packet.ts';
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
  const observations = [...flows.values()].map((flow) => vpcFlowObservation(flow, context));
  return { next: index, observations, unread: 0 };
}

interface Interval {
  startSec: number;
  endSec: number;
  rst: boolean;
}

/** One connection of a VPC flow log, both directions together. */
interface VpcFlow {
  first: VpcRecord;
  lines: Line[];
  lastLine: number;
  packets: number;
  intervals: Interval[];
  /** Flags by direction: of the first record's sender, then of its receiver. Undefined while none was logged. */
  flags: [number | undefined, number | undefined];
  seen: [boolean, boolean];
  rejected: boolean;
}

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;
const INTERVALS_KEPT = 512;
const SAME_MOMENT_SEC = 2;

function newVpcFlow(first: VpcRecord): VpcFlow {
  const seen: [boolean, boolean] = [false, false];
  return {
    first,
    lines: [],
    lastLine: 0,
    packets: 0,
    intervals: [],
    flags: [undefined, undefined],
    seen,
    rejected: false,
  };
}

function addVpcRecord(flow: VpcFlow, record: VpcRecord, line: Line): void {
  const side =
    record.from.address === flow.first.from.address && record.from.port === flow.first.from.port ? 0 : 1;
  flow.seen[side] = true;
  flow.packets += record.packets;
  flow.rejected ||= !record.accepted;
  flow.lastLine = line.number;
  const flags = record.tcpFlags;
  if (flags !== undefined) flow.flags[side] = (flow.flags[side] ?? 0) | flags;
  const telling = !record.accepted || ((flags ?? 0) & (RST | FIN)) > 0;
  if (flow.lines.length < 2 || (telling && flow.lines.length < 3)) flow.lines.push(line);
  if (flow.intervals.length < INTERVALS_KEPT) {
    flow.intervals.push({ startSec: record.startSec, endSec: record.endSec, rst: ((flags ?? 0) & RST) > 0 });
  }
}

/** The longest span that no interval covers, and the one that an RST ended. */
function silences(flow: VpcFlow): { longestSec: number; beforeRstSec?: number } {
  const sorted = flow.intervals.toSorted((one, other) => one.startSec - other.startSec);
  let coveredSec = sorted[0]?.endSec ?? 0;
  let longestSec = 0;
  let last: { gapSec: number; endedSec: number } | undefined;
  let beforeRstSec: number | undefined;
  for (const interval of sorted) {
    const gapSec = interval.startSec - coveredSec;
    longestSec = Math.max(longestSec, gapSec);
    if (gapSec > SAME_MOMENT_SEC) last = { gapSec, endedSec: interval.startSec };
    if (interval.rst && last && interval.startSec - last.endedSec <= SAME_MOMENT_SEC)
      beforeRstSec = last.gapSec;
    coveredSec = Math.max(coveredSec, interval.endSec);
  }
  return { longestSec, ...(beforeRstSec !== undefined && { beforeRstSec }) };
}

function has(flags: number | undefined, bit: number): boolean {
  return ((flags ?? 0) & bit) > 0;
}

function opens(flags: number | undefined): boolean {
  return has(flags, SYN) && !has(flags, ACK);
}

function clientSide(flow: VpcFlow): 0 | 1 {
  if (opens(flow.flags[0])) return 0;
  if (opens(flow.flags[1])) return 1;
  return Number(flow.first.from.port) >= Number(flow.first.to.port) ? 0 : 1;
}

function who(clientDid: boolean, serverDid: boolean): string | undefined {
  if (clientDid) return serverDid ? 'both' : 'client';
  return serverDid ? 'server' : undefined;
}

function fields(flow: VpcFlow): Record<string, FieldValue> {
  const side = clientSide(flow);
  const [client, server] = side === 0 ? flow.flags : [flow.flags[1], flow.flags[0]];
  const answered = flow.seen[side === 0 ? 1 : 0];
  const { longestSec, beforeRstSec } = silences(flow);
  const ends = flow.intervals.map((interval) => interval.endSec);
  const starts = flow.intervals.map((interval) => interval.startSec);
  const all: Record<string, FieldValue | undefined> = {
    client: endpointName(side === 0 ? flow.first.from : flow.first.to),
    server: endpointName(side === 0 ? flow.first.to : flow.first.from),
    packets: flow.packets,
    durationSec: Math.max(...ends) - Math.min(...starts),
    established: flow.rejected ? false : answered ? !has(server, RST) || flow.packets > 3 : undefined,
    synCount: has(client, SYN) ? 1 : undefined,
    synAnswered: has(client, SYN) || flow.rejected ? answered && !flow.rejected : undefined,
    finBy: who(has(client, FIN), has(server, FIN)),
    rstBy: who(has(client, RST), has(server, RST)),
    longestSilenceSec: longestSec,
    rstAfterSilenceSec: beforeRstSec,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined),
  );
}

/** One connection as a `flow` observation. Seconds come from the records' start and end, which are epochs. */
function vpcFlowObservation(flow: VpcFlow, context: ReadContext): Observation {
  const verbatim = flow.lines.map((line) => line.verbatim).join('\n');
  return {
    kind: 'flow',
    at: { input: context.input, line: flow.lines[0]?.number ?? 1, endLine: flow.lastLine },
    ...(context.role && { role: context.role }),
    atMs: Math.min(...flow.intervals.map((interval) => interval.startSec)) * 1000,
    text: verbatim,
    verbatim,
    fields: fields(flow),
  };
}

/**
 * Reads AWS VPC flow log records: the default format of version 2, a custom format with a header line, and custom
 * formats without one as far as their shape shows it. One `flow` observation per TCP connection, both directions together.
 * Fields and the flag bits are those of "Flow log records" in the Amazon VPC User Guide.
 */
export const vpcFlowLog: BlockReader = { format: 'vpc-flow-log', read };

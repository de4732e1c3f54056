import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { endpointName } from './packet.ts';
import { addToSide, FIN, has, newVpcSide, openingFields, opens, RST, type VpcSide } from './vpc-opening.ts';
import { isPrivate, type VpcRecord } from './vpc-record.ts';

interface Interval {
  startSec: number;
  endSec: number;
  rst: boolean;
}

/** One connection of a VPC flow log, both directions together. */
export interface VpcFlow {
  first: VpcRecord;
  lines: Line[];
  lastLine: number;
  intervals: Interval[];
  /** The first record's sender, then its receiver. */
  sides: [VpcSide, VpcSide];
}

const INTERVALS_KEPT = 512;
const SAME_MOMENT_SEC = 2;

/** A connection of which one record is known. */
export function newVpcFlow(first: VpcRecord): VpcFlow {
  return { first, lines: [], lastLine: 0, intervals: [], sides: [newVpcSide(), newVpcSide()] };
}

/** Whether both ends sent something. */
export function hasBothDirections({ sides }: VpcFlow): boolean {
  return sides.every(({ packets }) => packets > 0);
}

/** Adds a record of either direction. */
export function addVpcRecord(flow: VpcFlow, record: VpcRecord, line: Line): void {
  const isFirst =
    record.from.address === flow.first.from.address && record.from.port === flow.first.from.port;
  addToSide(flow.sides[isFirst ? 0 : 1], record);
  flow.lastLine = line.number;
  const flags = record.tcpFlags;
  const telling = !record.accepted || has(flags, RST) || has(flags, FIN);
  if (flow.lines.length < 2 || (telling && flow.lines.length < 3)) flow.lines.push(line);
  if (flow.intervals.length < INTERVALS_KEPT) {
    flow.intervals.push({ startSec: record.startSec, endSec: record.endSec, rst: has(flags, RST) });
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

function clientSide({ sides, first }: VpcFlow): 0 | 1 {
  if (opens(sides[0])) return 0;
  if (opens(sides[1])) return 1;
  return Number(first.from.port) >= Number(first.to.port) ? 0 : 1;
}

function who(clientDid: boolean, serverDid: boolean): string | undefined {
  if (clientDid) return serverDid ? 'both' : 'client';
  return serverDid ? 'server' : undefined;
}

function fields(flow: VpcFlow, isWhole: boolean): Record<string, FieldValue> {
  const at = clientSide(flow);
  const { from, to } = flow.first;
  const [client, server] = at === 0 ? flow.sides : [flow.sides[1], flow.sides[0]];
  const { rstBy, ...opening } = withoutStrangers(
    openingFields(client, server, isWhole),
    at === 0 ? from : to,
  );
  const { longestSec, beforeRstSec } = silences(flow);
  const ends = flow.intervals.map((interval) => interval.endSec);
  const starts = flow.intervals.map((interval) => interval.startSec);
  const all: Record<string, FieldValue | undefined> = {
    client: endpointName(at === 0 ? from : to),
    server: endpointName(at === 0 ? to : from),
    packets: client.packets + server.packets,
    durationSec: Math.max(...ends) - Math.min(...starts),
    ...opening,
    finBy: who(has(client.flags, FIN), has(server.flags, FIN)),
    rstBy: rstBy ?? who(has(client.flags, RST), has(server.flags, RST)),
    longestSilenceSec: longestSec,
    rstAfterSilenceSec: beforeRstSec,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined),
  );
}

/** Whoever scans the Internet is rejected all day: that is what a security group is for, and nobody misses the connection. */
function withoutStrangers(
  opening: Record<string, FieldValue | undefined>,
  { address }: VpcRecord['from'],
): Record<string, FieldValue | undefined> {
  if (opening['rejected'] !== 'request' || isPrivate(address)) return opening;
  return { ...opening, synCount: undefined, synAnswered: undefined };
}

/**
 * One connection as a `flow` observation. Seconds come from the records' start and end, which are epochs. `isWhole`: the log tells
 * both directions of connections.
 */
export function vpcFlowObservation(flow: VpcFlow, context: ReadContext, isWhole: boolean): Observation {
  const verbatim = flow.lines.map((line) => line.verbatim).join('\n');
  return {
    kind: 'flow',
    at: { input: context.input, line: flow.lines[0]?.number ?? 1, endLine: flow.lastLine },
    ...(context.role && { role: context.role }),
    atMs: Math.min(...flow.intervals.map((interval) => interval.startSec)) * 1000,
    text: verbatim,
    verbatim,
    fields: fields(flow, isWhole),
  };
}

import type { FieldValue } from '../../model/fields.ts';
import type { VpcRecord } from './vpc-record.ts';

export const FIN = 1;
const SYN = 2;
export const RST = 4;
const ACK = 16;

/** What one end sent: its records, its flags combined, its packets and bytes. */
export interface VpcSide {
  records: number;
  packets: number;
  /** NaN where a record tells none. */
  bytes: number;
  /** Absent where no record tells any. */
  flags?: number;
  /** Records with a SYN and without its acknowledgement. */
  synRecords: number;
  rejectedRecords: number;
  rejectedPackets: number;
}

/** Nothing sent yet. */
export function newVpcSide(): VpcSide {
  return { records: 0, packets: 0, bytes: 0, synRecords: 0, rejectedRecords: 0, rejectedPackets: 0 };
}

/** Counts a record of its sender. */
export function addToSide(side: VpcSide, { packets, bytes, tcpFlags, accepted }: VpcRecord): void {
  side.records += 1;
  side.packets += packets;
  side.bytes += bytes ?? Number.NaN;
  if (tcpFlags !== undefined) side.flags = (side.flags ?? 0) | tcpFlags;
  if (has(tcpFlags, SYN) && !has(tcpFlags, ACK)) side.synRecords += 1;
  if (accepted) return;
  side.rejectedRecords += 1;
  side.rejectedPackets += packets;
}

/** Whether combined flags hold one. An ACK alone is not logged: the flow log tells it of a SYN-ACK only. */
export function has(flags: number | undefined, bit: number): boolean {
  return ((flags ?? 0) & bit) > 0;
}

/** Whether it sent a SYN that answers none. */
export function opens({ synRecords }: VpcSide): boolean {
  return synRecords > 0;
}

/**
 * Length in bytes, over IPv4 or IPv6, of a SYN with the options of Linux or macOS (60, 64; 80, 84). A mixture with other small packets
 * has another mean: an ACK is 52 or 72 with a time stamp, 40 or 60 without.
 */
const SYN_BYTES = [60, 64, 80, 84];
/** A RST has no options. Over IPv6 it is as long as a SYN-ACK over IPv4, so that only flags tell it. */
const RST_BYTES = 40;

/**
 * What the records of both ends prove of how a connection began. `isWhole`: the log tells the other direction of connections too. Who
 * sends nothing but SYNs, more than one, has got no answer, whatever part of the log is known.
 */
export function openingFields(
  client: VpcSide,
  server: VpcSide,
  isWhole: boolean,
): Record<string, FieldValue | undefined> {
  const synCount = synsOf(client, server);
  const rejected = rejectedBy(client, server);
  const isRefused = isAnsweredByReset(client, server, synCount);
  const isTold = rejected !== undefined || isWhole || (synCount === client.packets && synCount > 1);
  const isSilent = server.packets === server.rejectedPackets && isTold;
  const isFailed = isRefused || (synCount !== undefined && isSilent) || rejected === 'request';
  const isAnswered = server.packets > server.rejectedPackets;
  return {
    established: isFailed ? false : isAnswered && client.packets > 0 ? true : undefined,
    synCount,
    synAnswered: synCount === undefined ? undefined : isAnswered ? true : isSilent ? false : undefined,
    synAckUnanswered:
      rejected === 'answer' && has(server.flags, ACK) && has(server.flags, SYN)
        ? server.rejectedPackets
        : undefined,
    rejected,
    rstBy: isRefused ? 'server' : undefined,
  };
}

/** SYNs of the client: all its packets where nothing else can be among them, else at least one a record. */
function synsOf(client: VpcSide, server: VpcSide): number | undefined {
  const isBare = SYN_BYTES.includes(client.bytes / client.packets);
  const isUnanswered = server.packets === server.rejectedPackets;
  const isRejected = client.rejectedRecords === client.records && client.flags === SYN;
  if (isRejected || (isBare && (client.flags ?? SYN) === SYN && (isUnanswered || isReset(server))))
    return client.packets;
  return opens(client) ? client.synRecords : undefined;
}

function isReset({ bytes, packets, flags }: VpcSide): boolean {
  return flags === undefined ? bytes / packets === RST_BYTES : has(flags, RST) && !has(flags, SYN);
}

/** Each SYN answered by no more than one RST, which is all that the server sent. */
function isAnsweredByReset(client: VpcSide, server: VpcSide, synCount: number | undefined): boolean {
  if (synCount === undefined || server.packets === 0 || !isReset(server)) return false;
  return server.packets <= client.packets && (client.flags ?? SYN) === SYN;
}

/** Packets that come after the end of a connection are rejected too: where flags are logged, only a SYN shows an attempt. */
function rejectedBy(client: VpcSide, server: VpcSide): 'request' | 'answer' | undefined {
  if (client.flags !== undefined && !opens(client)) return undefined;
  if (client.rejectedRecords > 0 && client.rejectedRecords === client.records) return 'request';
  const isAnswer = server.rejectedRecords > 0 && server.rejectedRecords === server.records;
  return isAnswer && opens(client) ? 'answer' : undefined;
}

import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import { isElision } from '../elision.ts';
import type { Line } from '../line.ts';
import { packetLines } from './flow-state.ts';
import { newFlowTable } from './flow-table.ts';
import type { Packet } from './packet.ts';
import { packetClock } from './packet-clock.ts';
import { type PacketColumns, packetColumns } from './packet-columns.ts';
import { isRemark } from './remark.ts';
import { tcpdumpPacket } from './tcpdump-packet.ts';
import { type FieldColumns, fieldColumns, fieldPacket } from './tshark-fields.ts';
import { listedPacket, tsharkPacket } from './tshark-packet.ts';

interface Found {
  packet: Packet;
  next: number;
}

/** What tcpdump and tshark print around packets: banners, totals, the shell line that started them. */
const AROUND =
  /^(?:tcpdump: (?:verbose output|listening|data link|WARNING)|listening on \S+, link-type|reading from file .{1,300}, link-type|dropped privs to|Capturing on |Running as user "|\^?C?\d+ packets? (?:captured|received by filter|dropped by)|No\.\s+Time\s+Source|\[[\w-]+@[^\]]{1,80}\][#$] (?:sudo )?(?:tcpdump|tshark)|(?:\S{1,80}[#$] |[#$] )?(?:sudo )?(?:tcpdump|tshark) -)/;
/** Cheap tests that spare most lines the expressions above and below. */
const AROUND_HINT = /tcpdump|tshark|link-type|packets? |dropped privs|Capturing|Running as|Time /;
const OTHER_HINT = /\bIP6? [\S(]|ARP, |LLDP, |STP 802/;
/** Packets of other protocols stand between those of TCP. */
const OTHER_PACKET =
  /^\s{0,3}(?:[\d:. -]{8,30})?\s{0,3}(?:\S{1,15}\s{1,4}(?:In|Out|B|M|P)\s{1,4})?(?:IP6? \S+ > \S+: |ARP, (?:Request|Reply|Ethernet)|LLDP, |STP 802|IP6? \(\w)/;
const VERBOSE_HEAD = /(?:\bIP6?|length \d{1,6}:) \((?:tos|class|flowlabel|hlim) /;
/** Hex dumps (-x, -X), and the printable dump (-A), whose first byte 0x45 shows as E. */
const HEX_DUMP = /^\s+0x[0-9a-f]{4}:\s/;
const TEXT_DUMP = /^E[.\w]?\.?[^ ]{0,60}/;
const DUMP_LINES = 80;
const CLOCK_STAMPS = 1000;
const MAX_CHARS = 4096;

/** A capture being read: its lines, and the columns that its header names. */
interface Capture {
  lines: readonly Line[];
  columns: PacketColumns | undefined;
  /** Of `tshark -T fields`: the columns that its command asks for. */
  fields: FieldColumns | undefined;
}

function packetAt({ lines, columns, fields }: Capture, index: number): Found | undefined {
  const text = lines[index]?.text ?? '';
  if (text.length > MAX_CHARS) return undefined;
  const whole =
    tcpdumpPacket(text) ??
    (columns && listedPacket(text, columns)) ??
    (fields && fieldPacket(text, fields)) ??
    tsharkPacket(text);
  if (whole) return { packet: whole, next: index + 1 };
  const below = lines[index + 1]?.text;
  if (!below || !/^\s/.test(below) || !VERBOSE_HEAD.test(text)) return undefined;
  const packet = tcpdumpPacket(`${text} ${below.trim()}`);
  return packet && { packet, next: index + 2 };
}

function isAround(text: string): boolean {
  if (text.length > MAX_CHARS) return false;
  if ((AROUND_HINT.test(text) && AROUND.test(text)) || (OTHER_HINT.test(text) && OTHER_PACKET.test(text)))
    return true;
  return packetColumns(text) !== undefined || fieldColumns(text) !== undefined;
}

/** The index after dump lines that belong to the packet above, if another packet or nothing but a dump follows. */
function afterDump(capture: Capture, from: number): number {
  const { lines } = capture;
  let index = from;
  while (HEX_DUMP.test((lines[index]?.text ?? '').slice(0, 40))) index += 1;
  if (index > from || !TEXT_DUMP.test((lines[from]?.text ?? '').slice(0, 80))) return index;
  if (!/^E[.\w]?\.[^ ]*@/.test((lines[from]?.text ?? '').slice(0, 80))) return from;
  for (index = from; index < Math.min(lines.length, from + DUMP_LINES); index += 1) {
    if (packetAt(capture, index)) return index;
  }
  // The last packet's dump ends at the empty line that tcpdump prints after each.
  const empty = lines.slice(from, from + DUMP_LINES).findIndex((line) => line.text.trim() === '');
  return empty > 0 ? from + empty : from + 1;
}

function isLeftOut(capture: Capture, index: number): boolean {
  if (!isElision(capture.lines[index]?.text ?? '')) return false;
  return packetAt(capture, index + 1) !== undefined || isAround(capture.lines[index + 1]?.text ?? '');
}

function nextIndex(capture: Capture, index: number): number | undefined {
  const { lines } = capture;
  const text = lines[index]?.text;
  if (text === undefined) return undefined;
  if (text.trim() === '')
    return packetAt(capture, index + 1) || isAround(lines[index + 1]?.text ?? '')
      ? index + 1
      : afterRemarks(capture, index);
  if (isAround(text))
    return VERBOSE_HEAD.test(text) && /^\s/.test(lines[index + 1]?.text ?? '') ? index + 2 : index + 1;
  const dumped = afterDump(capture, index);
  return dumped > index ? dumped : afterRemarks(capture, index);
}

/** People write a few lines at most between two packets. */
const MOST_REMARKS = 6;

/** The index of the packet that follows on remarks; undefined where none does. */
function afterRemarks(capture: Capture, from: number): number | undefined {
  for (let index = from; index <= from + MOST_REMARKS; index += 1) {
    const text = capture.lines[index]?.text;
    if (text === undefined) return undefined;
    if (packetAt(capture, index)) return index;
    if (text.trim() !== '' && !isRemark(text)) return undefined;
  }
  return undefined;
}

/** Walks the block and hands over each packet, and `undefined` where packets were left out; returns where the block ends. */
function walk(
  capture: Capture,
  from: number,
  take: (found: Found | undefined, at: number) => boolean,
): number {
  let index = from;
  while (index < capture.lines.length) {
    const found = packetAt(capture, index);
    const leftOut = !found && isLeftOut(capture, index);
    const next = found ? found.next : leftOut ? index + 1 : nextIndex(capture, index);
    if (next === undefined) break;
    if ((found || leftOut) && !take(found, index)) break;
    index = next;
  }
  return index;
}

function firstStamps(capture: Capture, from: number): string[] {
  const stamps: string[] = [];
  walk(capture, from, (found) => !found || stamps.push(found.packet.stamp) < CLOCK_STAMPS);
  return stamps;
}

/** The header stands first, or below the line that shows the command. */
function columnsAt(lines: readonly Line[], from: number): PacketColumns | undefined {
  return packetColumns(lines[from]?.text ?? '') ?? packetColumns(lines[from + 1]?.text ?? '');
}

/** The command stands above its rows; where it asks for the names of its columns, so do they. */
function fieldsAt(lines: readonly Line[], from: number): FieldColumns | undefined {
  const named = [lines[from + 1], lines[from]].map((line) => fieldColumns(line?.text ?? ''));
  return named.find((one) => one !== undefined);
}

/** A capture that may come in pieces. */
export interface CaptureSession {
  /**
   * Takes lines from an index on, and answers the index of the first that it did not take: there the capture ends, or a packet begins that
   * goes on in the next piece.
   */
  take(lines: readonly Line[], from: number): number;
  observations(context: ReadContext): Observation[];
}

/** Starts on the capture that begins at an index; undefined where none does. */
export function beginCapture(lines: readonly Line[], from: number): CaptureSession | undefined {
  if (!isAround(lines[from]?.text ?? '') && !packetAt({ lines, columns: undefined, fields: undefined }, from))
    return undefined;
  const columns = columnsAt(lines, from);
  const fields = fieldsAt(lines, from);
  const clock = packetClock(firstStamps({ lines, columns, fields }, from));
  const table = newFlowTable();
  const takePacket = ({ packet }: Found, head: Line, last: Line | undefined): void => {
    const sec = clock.next(packet.stamp) ?? (head.atMs === undefined ? undefined : head.atMs / 1000);
    const atMs = clock.absolute && sec !== undefined ? Math.round(sec * 1000) : head.atMs;
    table.add({ packet, lines: packetLines(head, last), sec, atMs });
  };
  return {
    take: (some, start) =>
      walk({ lines: some, columns, fields }, start, (found, at) => {
        const head = some[at];
        if (!head) return false;
        if (found) takePacket(found, head, some[found.next - 1]);
        else table.leaveOut();
        return true;
      }),
    observations: (context) => table.observations(context),
  };
}

function read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  const session = beginCapture(lines, from);
  if (!session) return undefined;
  const next = session.take(lines, from);
  const observations = session.observations(context);
  // A banner alone may appear in any text; packets of other protocols appear in captures only.
  if (observations.length === 0 && AROUND.test(lines[from]?.text ?? '') && next - from < 10) return undefined;
  return next > from ? { next, observations, unread: 0 } : undefined;
}

/**
 * Reads tcpdump text (with any of -n -e -q -v -x -A and every form of -t, of `-i any`, old and new flag styles)
 * and the packet lists of tshark and Wireshark into one `flow` observation per connection.
 * Formats: print-tcp.c of tcpdump 3.9 to 4.99, packet-tcp.c of Wireshark. A capture holds flows, never packets.
 */
export const packetCapture: BlockReader = { format: 'packet-capture', read };

import type { InputSource } from '../../../model/input.ts';
import type { Observed } from '../../observe.ts';
import { newFlowTable } from '../flow-table.ts';
import { type CaptureFormat } from './capture-file.ts';
import type { Frame } from './frame.ts';
import { networkStart } from './network-start.ts';
import { PacketLine, packetOf } from './packet-of.ts';
import { pairIndex } from './pair-index.ts';
import { pcapFrames } from './pcap-frames.ts';
import { pcapngFrames } from './pcapng-frames.ts';
import { tcpSegment } from './tcp-segment.ts';

/** A capture file that is being read. Pieces may be cut anywhere; a piece is read when `write` returns. */
export interface CaptureReading {
  write(bytes: Uint8Array): void;
  /** What was seen of each connection. A packet that was cut off, and what lies behind damage, counts as unread, as do connections beyond those that are kept. */
  end(): Observed;
}

const NOTHING = new Uint8Array();

/** Starts to read a capture file. Nothing in it throws; packets are numbered as Wireshark numbers them, from 1. */
export function readCaptureFile(format: CaptureFormat, { name, role }: InputSource): CaptureReading {
  const pairs = pairIndex();
  const table = newFlowTable((isKept) => pairs.forget(({ flow }) => flow === undefined || !isKept(flow)));
  let packets = 0;
  let leftOut = 0;
  const take = (frame: Frame) => {
    packets += 1;
    const start = networkStart(frame);
    const segment = start === undefined ? undefined : tcpSegment(frame.bytes, start, frame.to);
    if (!segment) return;
    const found = pairs.of(segment);
    const packet = packetOf(segment, found);
    const atMs = frame.sec === undefined ? undefined : Math.round(frame.sec * 1000);
    const lines = new PacketLine(packets, packet, frame.sec);
    const payload = { bytes: segment.bytes, from: segment.payload, to: segment.payloadEnd };
    const flow = table.add({ packet, lines, sec: frame.sec, atMs, payload }, found.pair.flow);
    if (flow) found.pair.flow = flow;
    else leftOut += 1;
  };
  const frames = format === 'pcap' ? pcapFrames(take) : pcapngFrames(take);
  let rest: Uint8Array = NOTHING;
  return {
    write(bytes) {
      if (frames.isDamaged()) return;
      const joined = rest.length === 0 ? bytes : join(rest, bytes);
      rest = joined.slice(frames.read(joined));
    },
    end() {
      const context = { input: name, ...(role ? { role } : {}), nextSnapshot: () => name };
      return {
        observations: table.observations(context),
        formats: [format],
        unread: leftOut + (rest.length > 0 ? 1 : 0),
      };
    },
  };
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const joined = new Uint8Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

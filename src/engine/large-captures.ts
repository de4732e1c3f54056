import type { InputSource } from '../model/input.ts';
import { beginCapture, type CaptureSession, packetCapture } from '../observe/captures/packet-capture.ts';
import type { Line } from '../observe/line.ts';
import { linesOf, type Observed } from '../observe/observe.ts';
import { decode } from '../observe/wrappers/decode.ts';
import type { TableReader } from './large-tables.ts';

/** A packet has no more lines than this; with more that are none the capture has ended. */
const MOST_LINES_OF_PACKET = 80;

/** Takes the packets of one capture from all chunks of an input: a connection goes on over their ends. */
export interface CaptureReader extends TableReader {
  /** What was seen of each connection, when all chunks were written. */
  end(): Observed;
}

/** Starts on one input; `readOthers` takes the lines that stand behind a capture. */
export function openCapture(
  source: InputSource,
  readOthers: (lines: readonly Line[]) => void,
): CaptureReader {
  let session: CaptureSession | undefined;
  let rest: readonly Line[] = [];
  let hasEnded = false;
  const take = (some: readonly Line[]): true => {
    const lines = [...rest, ...some];
    const next = session?.take(lines, 0) ?? 0;
    rest = lines.slice(next);
    if (rest.length <= MOST_LINES_OF_PACKET) return true;
    hasEnded = true;
    readOthers(rest);
    rest = [];
    return true;
  };
  const linesIn = (chunk: Uint8Array, line: number) => linesOf(decode(chunk), line, source);
  return {
    goOn: (chunk, line) => session !== undefined && !hasEnded && take(linesIn(chunk, line)),
    begin(chunk, line) {
      if (session) return false;
      const lines = linesIn(chunk, line);
      session = beginCapture(lines, 0);
      return session !== undefined && take(lines);
    },
    end() {
      const context = {
        input: source.name,
        ...(source.role ? { role: source.role } : {}),
        nextSnapshot: () => source.name,
      };
      if (rest.length > 0) readOthers(rest);
      const observations = session?.observations(context) ?? [];
      return { observations, formats: observations.length > 0 ? [packetCapture.format] : [], unread: 0 };
    },
  };
}

import type { InputSource } from '../model/input.ts';
import type { Observation } from '../model/observation.ts';
import type { BlockRead, ReadContext } from './block-reader.ts';
import type { Line } from './line.ts';
import { DATED_LEVEL_START } from './log-start.ts';
import { readLog } from './logs/read-log.ts';
import { BLOCK_READERS } from './reader-order.ts';
import { cleanLine } from './wrappers/clean.ts';
import { expandDocument } from './wrappers/documents.ts';
import { joinPartials } from './wrappers/join-partials.ts';
import { peel } from './wrappers/peel.ts';

/** What was read from a text: observations in the order of their lines, the formats found, and how many lines could not be parsed. */
export interface Observed {
  observations: Observation[];
  formats: string[];
  unread: number;
}

/**
 * Reads a text that may mix any formats, which are recognized by content alone. `firstLine` is the number of its first line
 * in the input; `nextSnapshot` names connection tables, unique in the input. Never throws.
 */
export function observe(
  text: string,
  source: InputSource,
  nextSnapshot: () => string = snapshotNames(source.name),
  firstLine = 1,
): Observed {
  return observeLines(
    expandDocument(text) ?? stamped(linesOf(text, firstLine), source),
    source,
    nextSnapshot,
  );
}

/** Reads lines cut out of a larger text, each with its number there. */
export function observeLines(
  cut: readonly Line[],
  source: InputSource,
  nextSnapshot: () => string,
): Observed {
  const context: ReadContext = {
    input: source.name,
    ...(source.role ? { role: source.role } : {}),
    nextSnapshot,
  };
  const read: Observed = { observations: [], formats: [], unread: 0 };
  for (const lines of streamsOf(cut)) readStream(lines, context, read);
  read.observations.sort((a, b) => a.at.line - b.at.line);
  read.formats = [...new Set(read.formats)];
  return read;
}

/** Adds to each line the time at which it was delivered. */
function stamped(lines: Line[], { lineTimesMs }: InputSource): Line[] {
  if (!lineTimesMs) return lines;
  return lines.map((line) => {
    const atMs = lineTimesMs[line.number - 1];
    return atMs === undefined ? line : { ...line, atMs };
  });
}

/** Names the connection tables of one input: `<input>#1`, `<input>#2` … */
export function snapshotNames(input: string): () => string {
  let count = 0;
  return () => `${input}#${++count}`;
}

/** The lines of a text; `firstLine` is the number of the first. */
export function linesOf(text: string, firstLine: number): Line[] {
  const lines = text.split('\n').map((raw, i) => {
    const verbatim = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    return { number: firstLine + i, text: cleanLine(raw), verbatim };
  });
  if (lines.at(-1)?.verbatim === '') lines.pop();
  return lines;
}

/** The lines by the container, pod or file they came from, so that lines of one do not split the records of another. */
function streamsOf(lines: readonly Line[]): Line[][] {
  const streams = new Map<string, Line[]>();
  for (const outer of joinPartials(lines)) {
    for (const { line, stream } of peel(outer)) {
      const members = streams.get(stream);
      if (members) members.push(line);
      else streams.set(stream, [line]);
    }
  }
  return [...streams.values()];
}

function readStream(lines: readonly Line[], context: ReadContext, into: Observed): void {
  let logLines: Line[] = [];
  const endLog = () => {
    if (logLines.length === 0) return;
    const log = readLog(logLines, context);
    for (const observation of log.observations) into.observations.push(observation);
    into.formats.push(...log.formats);
    into.unread += log.unread;
    logLines = [];
  };
  for (let i = 0; i < lines.length; ) {
    const block = DATED_LEVEL_START.test(lines[i]?.text ?? '') ? undefined : readBlock(lines, i, context);
    if (block) {
      endLog();
      for (const observation of block.observations) into.observations.push(observation);
      into.formats.push(block.format);
      into.unread += block.unread;
      i = Math.max(block.next, i + 1);
    } else {
      const line = lines[i++];
      if (line) logLines.push(line);
    }
  }
  endLog();
}

function readBlock(
  lines: readonly Line[],
  from: number,
  context: ReadContext,
): (BlockRead & { format: string }) | undefined {
  for (const reader of BLOCK_READERS) {
    const read = reader.read(lines, from, context);
    if (read) return { ...read, format: reader.format };
  }
  return undefined;
}

import { createFailures, type Failures } from '../failures.ts';
import type { InputSource } from '../model/input.ts';
import type { Observation } from '../model/observation.ts';
import type { ReadContext } from './block-reader.ts';
import { decodedMethods } from './captures/decoded-methods.ts';
import { askedIdleLimits } from './config/asked-idle-limits.ts';
import { firewallSettings } from './config/firewall-settings.ts';
import { toldIdle } from './config/told-idle.ts';
import { toldSettings } from './config/told-settings.ts';
import { windowsKeepalive } from './config/windows-keepalive.ts';
import type { Line } from './line.ts';
import { DATED_LEVEL_START } from './log-start.ts';
import { readLog } from './logs/read-log.ts';
import { BLOCK_READERS } from './reader-order.ts';
import { containerEnds } from './tables/container-ends.ts';
import { emptyLists } from './tables/empty-lists.ts';
import { figuresIn } from './tables/figures.ts';
import { gonePeers } from './tables/gone-peers.ts';
import { listedPeers } from './tables/listed-peers.ts';
import { waitingConnections } from './tables/waiting-connections.ts';
import { createTimeDialect } from './times/time-dialect.ts';
import { cleanLine } from './wrappers/clean.ts';
import { withoutCutMarks } from './wrappers/cut-rows.ts';
import { expandDocument } from './wrappers/documents.ts';
import { joinObjects } from './wrappers/join-objects.ts';
import { joinPartials } from './wrappers/join-partials.ts';
import { joinWrapped } from './wrappers/join-wrapped.ts';
import { withoutMargins } from './wrappers/margins.ts';
import { markEdges } from './wrappers/mark-edges.ts';
import { withoutOuterFence } from './wrappers/outer-fence.ts';
import { peel } from './wrappers/peel.ts';
import { createUntags } from './wrappers/process-tags.ts';
import { joinWindowsEvents } from './wrappers/windows-event.ts';

/**
 * What was read from a text: observations in the order of their lines, the formats found, and how many lines could not be parsed.
 * Whatever a reader throws counts as one of these lines.
 */
export interface Observed {
  observations: Observation[];
  formats: string[];
  unread: number;
}

/**
 * Reads a text that may mix any formats, which are recognized by content alone. `firstLine` is the number of its first line
 * in the input; `nextSnapshot` names connection tables, unique in the input. What a reader throws is noted in `failures`.
 */
export function observe(
  text: string,
  source: InputSource,
  nextSnapshot: () => string = snapshotNames(source.name),
  firstLine = 1,
  failures = createFailures(),
  dialect = createTimeDialect(),
): Observed {
  const document = failures.contain('document', () => expandDocument(text), firstLine);
  const lines = document ?? linesOf(text, firstLine, source);
  return observeLines([...dialect.take(lines), ...dialect.end()], source, nextSnapshot, failures);
}

/** Reads lines as a `TimeDialect` gives them, which may be cut out of a larger text, each with its number there. */
export function observeLines(
  cut: readonly Line[],
  source: InputSource,
  nextSnapshot: () => string,
  failures = createFailures(),
): Observed {
  const context: ReadContext = {
    input: source.name,
    ...(source.role ? { role: source.role } : {}),
    nextSnapshot,
  };
  const failedBefore = failures.count();
  const read: Reading = { observations: [], formats: [], unread: 0, failures };
  for (const lines of streamsOf(cut, failures)) readStream(lines, context, read);
  read.observations.sort((a, b) => a.at.line - b.at.line);
  return {
    observations: read.observations,
    formats: [...new Set(read.formats)],
    unread: read.unread + failures.count() - failedBefore,
  };
}

/** Names the connection tables of one input: `<input>#1`, `<input>#2` … */
export function snapshotNames(input: string): () => string {
  let count = 0;
  return () => `${input}#${++count}`;
}

/** The lines of a text, with the times at which they were delivered; `firstLine` is the number of the first. */
export function linesOf(text: string, firstLine: number, source: InputSource): readonly Line[] {
  const lines: Line[] = text.split('\n').map((raw, i) => {
    const verbatim = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    return { number: firstLine + i, text: cleanLine(raw), verbatim };
  });
  if (lines.at(-1)?.verbatim === '') lines.pop();
  const pasted = withoutOuterFence(markEdges(stamped(lines, source)));
  return joinWrapped(joinWindowsEvents(joinObjects(withoutMargins(withoutCutMarks(pasted)))));
}

function stamped(lines: Line[], { lineTimesMs }: InputSource): Line[] {
  if (!lineTimesMs) return lines;
  return lines.map((line) => {
    const atMs = lineTimesMs[line.number - 1];
    return atMs === undefined ? line : { ...line, atMs, arrivedMs: atMs };
  });
}

/** Expanded output of psql, or a row of DBeaver: its fields look like the services that `docker compose logs` writes before each line. */
const PSQL_RECORD = /^-\[ RECORD \d{1,9} \]|^Name\s{0,80}\|Value\s/;
const PSQL_FIELD = /^\w{1,80}\s{0,80}\||^-{3,80}\+-/;
/** A moment of GetMetricData as text: its name is no machine's. */
const AWS_MOMENT = /^TIMESTAMPS\s\d{4}-/;

/** The lines by the container, pod or file they came from, so that lines of one do not split the records of another. */
function streamsOf(lines: readonly Line[], failures: Failures): Line[][] {
  const streams = new Map<string, Line[]>();
  let inRecord = false;
  const untag = createUntags(lines);
  for (const tagged of joinPartials(lines)) {
    const { line: outer, tag } = untag(tagged);
    inRecord = PSQL_RECORD.test(outer.text) || (inRecord && PSQL_FIELD.test(outer.text));
    const isWhole = inRecord || AWS_MOMENT.test(outer.text);
    const peeled = isWhole ? undefined : failures.contain('wrapper', () => peel(outer), outer.number);
    for (const { line, stream } of peeled ?? [{ line: outer, stream: '' }]) {
      const source = `${tag}${stream}`;
      const members = streams.get(source);
      if (members) members.push(line);
      else streams.set(source, [line]);
    }
  }
  return [...streams.values()];
}

/** What has been read so far. */
interface Reading extends Observed {
  failures: Failures;
}

function readStream(lines: readonly Line[], context: ReadContext, into: Reading): void {
  const stretches: Line[][] = [[]];
  for (let i = 0; i < lines.length; ) {
    const text = lines[i]?.text ?? '';
    // Some sixty readers need not be asked about a blank line: none begins there.
    const mayBegin = text.trim() !== '' && !DATED_LEVEL_START.test(text);
    const block = mayBegin ? readBlock(lines, i, context, into.failures) : undefined;
    const next = Math.max(block?.next ?? i, i + 1);
    if (block && block.observations.length + block.unread > 0) {
      if (stretches.at(-1)?.length !== 0) stretches.push([]);
      for (const observation of block.observations) into.observations.push(observation);
      into.formats.push(block.format);
      into.unread += block.unread;
    } else {
      // A block that a reader claimed and found nothing in goes back as a whole: offering its lines again, one by one,
      // would take time in the square of their number.
      for (const line of lines.slice(i, next)) stretches.at(-1)?.push(line);
    }
    i = next;
  }
  const log = readLog(stretches, context, into.failures);
  for (const observation of log.observations) into.observations.push(observation);
  into.formats.push(...log.formats);
  into.unread += log.unread;
  for (const beside of [
    figuresIn,
    emptyLists,
    gonePeers,
    decodedMethods,
    listedPeers,
    waitingConnections,
    toldSettings,
    toldIdle,
    firewallSettings,
    askedIdleLimits,
    windowsKeepalive,
    containerEnds,
  ]) {
    const read = into.failures.contain(beside.name, () => beside(lines, context), lines[0]?.number) ?? [];
    for (const observation of read) into.observations.push(observation);
  }
}

/** Offers a line to each reader in turn. A reader that throws has not taken it. */
function readBlock(lines: readonly Line[], from: number, context: ReadContext, failures: Failures) {
  for (const reader of BLOCK_READERS) {
    const read = failures.contain(
      reader.format,
      () => reader.read(lines, from, context),
      lines[from]?.number,
    );
    if (read) return { ...read, format: reader.format };
  }
  return undefined;
}

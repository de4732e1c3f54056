import { group } from 'd3-array';
import { joinTouching, type Region } from '../detect/index/select-regions.ts';
import type { KnownMatches, TextMatches } from '../detect/known-matches.ts';
import type { Observation } from '../model/observation.ts';
import type { Observed } from '../observe/observe.ts';
import { createFamiliarRecords } from './familiar/familiar-records.ts';
import { PlannedRecord } from './familiar/planned-record.ts';
import type { ReadRecord } from './familiar/reading-plan.ts';

/** What reading regions of one log takes. */
interface Reading {
  /** Reads regions of a chunk in full, in order. */
  read(chunk: Uint8Array, regions: readonly Region[]): Observed;
  /** What was observed goes there, with what is known of texts that were read before. */
  take(observed: Observed, known: KnownMatches): void;
  /** Whether each line alone tells its time. */
  hasOneDialect(): boolean;
}

/** A longer record seldom comes twice in one layout. */
const LONGEST_BYTES = 2_048;

/** What is learnt from so many records helps with the next. */
const AT_ONCE = 64;

const decoder = new TextDecoder('utf-8');

/**
 * Starts on the regions of one log, most of them one record each. An incident's log says the same of one client after the other: a
 * record that differs from earlier ones only in names and numbers that made no difference is read by where they stand, any other in
 * full.
 */
export function readRegions({
  read,
  take,
  hasOneDialect,
}: Reading): (chunk: Uint8Array, regions: readonly Region[]) => void {
  const familiar = createFamiliarRecords();
  const readSome = (chunk: Uint8Array, regions: readonly Region[]) => {
    const texts = regions.map((region) => textOf(chunk, region));
    const mayBeFamiliar = hasOneDialect();
    const byPlan = regions.map(({ line }, i) => {
      const text = texts[i];
      return text !== undefined && mayBeFamiliar ? familiar.read(text, line) : undefined;
    });
    // What belongs together in them is read together.
    const inFull = read(chunk, joinTouching(regions.filter((_, i) => !byPlan[i])));
    const planned = byPlan.filter((one) => one !== undefined);
    const observations = [...inFull.observations, ...planned].toSorted((a, b) => a.at.line - b.at.line);
    const met = new Map<string, TextMatches>();
    take({ ...inFull, observations }, takingTo(met));
    const textsInFull = texts.map((text, i) => (byPlan[i] ? undefined : text));
    for (const one of readAlone(regions, textsInFull, inFull.observations, met)) familiar.learn(one);
  };
  return (chunk, regions) => {
    for (let at = 0; at < regions.length; at += AT_ONCE) readSome(chunk, regions.slice(at, at + AT_ONCE));
  };
}

/** What was met before is known of planned records; what others meet goes to `met`. */
function takingTo(met: Map<string, TextMatches>): KnownMatches {
  return {
    get: () => undefined,
    set: (text, matches) => void met.set(text, matches),
    recallable: (record) => (record instanceof PlannedRecord ? record : undefined),
  };
}

/** The records that were read in full, each the only thing that was observed of its region. */
function* readAlone(
  regions: readonly Region[],
  texts: readonly (string | undefined)[],
  observations: readonly Observation[],
  met: ReadonlyMap<string, TextMatches>,
): Generator<ReadRecord> {
  const byLine = group(observations, ({ at }) => at.line);
  for (const [i, region] of regions.entries()) {
    const text = texts[i];
    if (text === undefined) continue;
    const lines = text.split('\n').map((_, nth) => region.line + nth);
    const [observation, ...others] = lines.flatMap((line) => byLine.get(line) ?? []);
    if (!observation || others.length > 0) continue;
    const matches = met.get(observation.text);
    if (matches) yield { text, observation, matches };
  }
}

/** A region as text, without the end of its last line; undefined where it is too long to come again. */
function textOf(chunk: Uint8Array, { start, end }: Region): string | undefined {
  if (end - start > LONGEST_BYTES) return undefined;
  return decoder.decode(chunk.subarray(start, chunk[end - 1] === 10 ? end - 1 : end));
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/engine/triage.ts';
import { triageWith } from '../support/triage-text.ts';
import {
  EVIDENCE,
  type Evidence,
  type Exception,
  evidenceOf,
  exceptionOf,
  type Situation,
} from './situation.ts';

const HALF_OPEN = 'half-open-connection';

/** One cell of the table: what was given, what was expected, what was said. */
export interface Cell {
  situation: Situation;
  evidence: Evidence;
  files: string[];
  exception: Exception | undefined;
  /** Runbooks in the order of the report. */
  said: string[];
  /** What is wrong with it, if anything. */
  wrong: string | undefined;
}

/** Where a situation's recording is. */
export function folderOf(root: string, { kept = 'fixtures/recorded', name, folder = name }: Situation) {
  return join(root, kept, folder);
}

/** Judges every cell of a situation for which the recording, kept under `root`, has evidence. */
export function judge(engine: Engine, root: string, situation: Situation): Cell[] {
  return EVIDENCE.flatMap((evidence) => judgeCell(engine, root, situation, evidence) ?? []);
}

/** The same of a recording made just now. What is said where it is known to be missed may depend on a moment. */
export function judgeAnew(engine: Engine, root: string, situation: Situation): Cell[] {
  return judge(engine, root, situation).map((cell) =>
    cell.exception && 'knownMiss' in cell.exception ? { ...cell, wrong: undefined } : cell,
  );
}

function judgeCell(engine: Engine, root: string, situation: Situation, evidence: Evidence) {
  const folder = folderOf(root, situation);
  const given = evidenceOf(situation, evidence).filter(({ file }) => existsSync(join(folder, file)));
  if (given.length === 0) return undefined;
  const texts = given.map(({ role, file }) => {
    const text = readFileSync(join(folder, file));
    return role ? { role, text } : text;
  });
  const said = triageWith(engine, ...texts).diagnoses.map(({ runbook }) => runbook);
  const exception = exceptionOf(situation, evidence);
  const files = given.map(({ file }) => file);
  return { situation, evidence, files, exception, said, wrong: wrong(situation, evidence, said) };
}

function wrong(situation: Situation, evidence: Evidence, said: string[]): string | undefined {
  const exception = exceptionOf(situation, evidence);
  const first = said[0] ?? 'nothing';
  if (exception && 'knownMiss' in exception)
    return stillMissed(exception.knownMiss, said) ? undefined : `says ${first} now: change the known miss`;
  return saysHalfOpen(situation, evidence, said) ?? unexpected(situation, exception, first);
}

function stillMissed(miss: string, said: string[]) {
  return miss === (said[0] ?? 'nothing') || (miss === HALF_OPEN && said.includes(HALF_OPEN));
}

// With both ends at hand it must not even be offered as a second thought.
function saysHalfOpen({ cause, orAlso = [] }: Situation, evidence: Evidence, said: string[]) {
  const looked = evidence === 'client' || evidence === 'broker' ? said.slice(0, 1) : said;
  const is = cause === HALF_OPEN || orAlso.includes(HALF_OPEN);
  return !is && looked.includes(HALF_OPEN) ? 'says half-open where nothing is' : undefined;
}

function unexpected(situation: Situation, exception: Exception | undefined, first: string) {
  const right = expected(situation, exception);
  return right.includes(first) ? undefined : `says ${first}, expected ${right.join(' or ')}`;
}

function expected({ cause = 'nothing', orAlso = [] }: Situation, exception: Exception | undefined): string[] {
  if (exception && 'seenAs' in exception) return [exception.seenAs];
  if (exception && 'wouldTell' in exception)
    return ['nothing', ...(cause === HALF_OPEN ? [] : [cause]), ...(exception.symptoms ?? [])];
  return [cause, ...orAlso];
}

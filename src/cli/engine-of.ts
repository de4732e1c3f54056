import { builtInLikeness, builtInPatternIndex } from '../adapters/package-files.ts';
import { createLikeness } from '../engine/likeness.ts';
import { createEngine, type Engine } from '../engine/triage.ts';
import type { CompiledRunbook } from '../model/runbook.ts';

/** An engine of these runbooks. The index that is made already is of the built-in ones alone, so not for those of further `folders`. */
export function engineOf(runbooks: readonly CompiledRunbook[], folders: readonly string[] = []): Engine {
  const patterns = folders.length === 0 ? builtInPatternIndex() : undefined;
  return createEngine(runbooks, createLikeness(builtInLikeness), patterns);
}

import { once } from '../src/adapters/once.ts';
import { builtInPatternIndex, builtInRunbooks } from '../src/adapters/package-files.ts';
import { createEngine } from '../src/engine/triage.ts';
import type { IngestContext } from '../src/ingest/ingest-context.ts';
import { createMemory } from '../src/ingest/memory.ts';
import { composeStore } from './compose.ts';

/** Store and engine, for the functions that take evidence in. The engine is built at init, before the first event. */
export function composeTriage(): () => Promise<IngestContext> {
  const engine = createEngine(builtInRunbooks(), undefined, builtInPatternIndex());
  return once(async () => ({ ...composeStore(), engine, memory: createMemory() }));
}

import type { Engine } from '../engine/triage.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { Memory } from './memory.ts';

/** What taking in evidence needs: the store, the engine that triages it, and what this process remembers of it. */
export interface IngestContext extends StoreContext {
  engine: Engine;
  memory: Memory;
}

import type { Engine } from '../engine/triage.ts';
import type { StoreContext } from '../store/store-context.ts';

/** What taking in evidence needs: the store, and the engine that triages it. */
export interface IngestContext extends StoreContext {
  engine: Engine;
}

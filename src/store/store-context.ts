import type { Config } from '../model/config.ts';
import type { NotifyQueue, Table } from '../ports.ts';

/** What every use case works with. `nowMs` reads the clock (epoch milliseconds); a test passes its own. */
export interface StoreContext {
  table: Table;
  queue: NotifyQueue;
  config: Config;
  nowMs: () => number;
}

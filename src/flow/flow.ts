import type { Config } from '../model/config.ts';
import type { Chat, NotifyQueue, Table } from '../ports.ts';
import type { Engine } from '../triage.ts';

/** What every use case works with. `nowMs` reads the clock; a test gives its own. */
export interface StoreFlow {
  table: Table;
  queue: NotifyQueue;
  config: Config;
  nowMs: () => number;
}

/** What the use cases need that take evidence in. */
export interface TriageFlow extends StoreFlow {
  engine: Engine;
}

/** What the use cases need that write to Slack. */
export interface Flow extends StoreFlow {
  chat: Chat;
}

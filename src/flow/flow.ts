import type { Config } from '../model/config.ts';
import type { Chat, NotifyQueue, Table } from '../ports.ts';
import type { Engine } from '../triage.ts';

/** What every use case works with. `nowMs` reads the clock; a test gives its own. */
export interface Flow {
  table: Table;
  chat: Chat;
  queue: NotifyQueue;
  config: Config;
  nowMs: () => number;
}

/** What the ingesting use cases need besides. */
export interface TriageFlow extends Flow {
  engine: Engine;
}

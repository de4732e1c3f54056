import type { Engine } from './engine/triage.ts';
import type { Config } from './model/config.ts';
import type { CompiledRunbook } from './model/runbook.ts';
import type { Charts, Chat, Files, LogReader, NotifyQueue, Replies, Table } from './ports.ts';

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

/** What notify needs: it draws as well. */
export interface NotifyFlow extends Flow {
  charts: Charts;
}

/** What slow work for Slack needs: it reads logs and files, and tries runbooks on them. */
export interface WorkFlow extends Flow {
  replies: Replies;
  files: Files;
  logs: LogReader;
  runbooks: readonly CompiledRunbook[];
  engine: Engine;
}

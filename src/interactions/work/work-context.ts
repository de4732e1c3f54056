import type { Engine } from '../../engine/triage.ts';
import type { CompiledRunbook } from '../../model/runbook.ts';
import type { ChatContext } from '../../notify/notify-context.ts';
import type {
  Actions,
  Files,
  Groups,
  LogReader,
  Messages,
  Opinion,
  People,
  Replies,
  Views,
} from '../../ports.ts';

/** What slow work for Slack needs: it reads logs and files, runs runbooks on them, and ends interactions that were too slow. */
export interface WorkContext extends ChatContext {
  replies: Replies;
  views: Views;
  groups: Groups;
  messages: Messages;
  people: People;
  files: Files;
  logs: LogReader;
  runbooks: readonly CompiledRunbook[];
  engine: Engine;
  actions: Actions;
  /** Absent where no model is set. */
  opinion?: Opinion;
}

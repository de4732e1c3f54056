import type { Engine } from '../../engine/triage.ts';
import type { CompiledRunbook } from '../../model/runbook.ts';
import type { ChatContext } from '../../notify/notify-context.ts';
import type { Files, LogReader, Replies } from '../../ports.ts';

/** What slow work for Slack needs: it reads logs and files, and runs runbooks on them. */
export interface WorkContext extends ChatContext {
  replies: Replies;
  files: Files;
  logs: LogReader;
  runbooks: readonly CompiledRunbook[];
  engine: Engine;
}

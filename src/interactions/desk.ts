import type { StoreFlow } from '../flow.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import type { Groups, Replies, Views, Worker } from '../ports.ts';
import type { Found } from '../runbooks/search-runbooks.ts';

/** Runbooks for looking up; loaded when somebody first asks. */
export interface Library {
  runbooks(): readonly CompiledRunbook[];
  search(words: string): readonly Found[];
}

/** What the use cases work with that answer people at Slack. */
export interface Desk extends StoreFlow {
  worker: Worker;
  views: Views;
  replies: Replies;
  groups: Groups;
  library: Library;
}

/** Who asks, and where. `trigger` opens a modal; `responseUrl` answers later. */
export interface Asker {
  userId: string;
  channel?: string;
  threadTs?: string;
  triggerId?: string;
  responseUrl?: string;
  /** It belongs to a message for all, which no answer may take the place of. */
  isOfPublicMessage?: boolean;
  /** Names the request, so that work is not done twice. */
  requestId: string;
}

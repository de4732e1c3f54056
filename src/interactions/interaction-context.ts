import type { ChatContext } from '../notify/notify-context.ts';
import type { Groups, Messages, People, Replies, Views, Worker } from '../ports.ts';
import type { Library } from './library.ts';

/** What an interaction at Slack works with: the store, and ways to answer, open views and hand on slow work. */
export interface InteractionContext extends ChatContext {
  worker: Worker;
  views: Views;
  replies: Replies;
  groups: Groups;
  messages: Messages;
  people: People;
  library: Library;
}

/** Who asks, and where. `triggerId` opens a modal; `responseUrl` answers later. */
export interface Actor {
  userId: string;
  channel?: string;
  threadTs?: string;
  triggerId?: string;
  responseUrl?: string;
  /**
   * A later answer by the `response_url` takes the place of an earlier one. Of a command only: any other `response_url` belongs to a
   * message that somebody wrote or others read, and Slack would change that message instead.
   */
  inPlace?: true;
  /** Slack says that they belong to another organisation than the one that installed the app. */
  isForeign?: boolean;
  /** Names the request, so that work is not done twice. */
  requestId: string;
}

import type { Charts, Chat, OnCall, Outlets } from '../ports.ts';
import type { StoreContext } from '../store/store-context.ts';

/** What sending messages to Slack needs. */
export interface ChatContext extends StoreContext {
  chat: Chat;
  onCall: OnCall;
}

/** What keeping an incident's messages up to date needs: it draws charts and sends to systems beside Slack as well. */
export interface NotifyContext extends ChatContext {
  charts: Charts;
  outlets: Outlets;
}

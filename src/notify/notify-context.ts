import type { Charts, Chat } from '../ports.ts';
import type { StoreContext } from '../store/store-context.ts';

/** What sending messages to Slack needs. */
export interface ChatContext extends StoreContext {
  chat: Chat;
}

/** What keeping an incident's messages up to date needs: it draws charts as well. */
export interface NotifyContext extends ChatContext {
  charts: Charts;
}

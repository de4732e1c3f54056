import type { MessageContent } from './chat-message.ts';

/** What is said to who asked. Public where it tells a change of state; `share` is what a Share button repeats for all. */
export interface Answer {
  content: MessageContent;
  isPublic?: boolean;
  share?: string;
  /** It only says that work has begun: the answer proper comes later. */
  isStarted?: boolean;
}

import type { Desk } from '../../interactions/desk.ts';
import type { Chat } from '../../ports.ts';

/** Who answers: the desk, and the chat for what is said in a thread. */
export type FrontDesk = Desk & { chat: Chat };

import type { MessageContent } from '../../model/chat-message.ts';
import type { Silence } from '../../model/silence.ts';
import { cut } from '../cut.ts';
import { message, section } from './blocks.ts';
import { moment, person, plain } from './mrkdwn.ts';

/** Says in the thread that a silence has ended. */
export function renderSilenceEnded({ author, reason, startMs, kind }: Silence): MessageContent {
  const what = kind === 'maintenance' ? 'maintenance window' : 'silence';
  const by = author ? ` by ${person(author)}` : '';
  return message(`A ${what} has ended`, [
    section(`🔔 The ${what}${by} from ${moment(startMs)} has ended (${cut(plain(reason), 300)}).`),
  ]);
}

/** Says that a source has stopped sending. */
export function renderSourceSilent(name: string, heardMs: number): MessageContent {
  const source = cut(plain(name), 200);
  return message(`No data from ${name}`, [
    section(
      `🔇 No data from ${source} since ${moment(heardMs)}. Either it has nothing to send, or its delivery is broken. Check the agent or the subscription filter before you trust the silence.`,
    ),
  ]);
}

import type { MessageContent } from '../../model/chat-message.ts';
import type { Silence } from '../../model/silence.ts';
import { cut } from '../cut.ts';
import { message, section } from './blocks.ts';
import { moment, person, plain } from './mrkdwn.ts';

/** Tells in the thread that a silence is over. */
export function renderSilenceEnded({ author, reason, startMs, kind }: Silence): MessageContent {
  const what = kind === 'maintenance' ? 'maintenance window' : 'silence';
  const by = author ? ` by ${person(author)}` : '';
  return message(`A ${what} has ended`, [
    section(`🔔 The ${what}${by} from ${moment(startMs)} has ended (${cut(plain(reason), 300)}).`),
  ]);
}

/** Tells that a source which used to send sends no more. */
export function renderSourceSilent(name: string, heardMs: number): MessageContent {
  const source = cut(plain(name), 200);
  return message(`Nothing heard of ${name}`, [
    section(
      `🔇 Nothing heard of ${source} since ${moment(heardMs)}. Either it has nothing to say, or what sends it is broken: look at the agent or the subscription filter before trusting the silence.`,
    ),
  ]);
}

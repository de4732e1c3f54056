import type { Answer } from '../model/answer.ts';
import { cut } from '../render/cut.ts';
import { redact } from '../render/redact.ts';
import { withSharer } from '../render/slack/answers/text-message.ts';
import { person } from '../render/slack/mrkdwn.ts';
import { keptAnswer } from '../store/answer-items.ts';
import { askAgain } from './answer-command.ts';
import { authorize } from './authorize.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { refuse, reply } from './replies.ts';

/** Shows the channel an answer that one person got: a question is asked again, so that it is up to date; other answers were kept. */
export async function shareAnswer(context: InteractionContext, actor: Actor, value: string): Promise<Answer> {
  const allowed = await authorize(context, actor.userId, 'share', { target: cut(redact(value), 120) });
  if (!allowed.ok) return refuse(allowed.refusal);
  const content = value.startsWith('ask ')
    ? (await askAgain(context, actor, value.slice('ask '.length)))?.content
    : await keptAnswer(context, value);
  if (!content) return reply('That answer has expired: ask again, then share.');
  return { content: withSharer(content, person(actor.userId)), isPublic: true };
}

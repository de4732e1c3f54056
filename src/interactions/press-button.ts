import type { Answer } from '../model/answer.ts';
import { cut } from '../render/cut.ts';
import { redact } from '../render/redact.ts';
import { textMessage, withSharer } from '../render/slack/answers/text-message.ts';
import { person } from '../render/slack/mrkdwn.ts';
import { keptAnswer } from '../store/answer-items.ts';
import { actOnIncident } from './act-on-incident.ts';
import { acknowledging, answering, resolving } from './acts.ts';
import { endByCommand } from './answer-changes.ts';
import { answerCommand, askAnew } from './answer-command.ts';
import { authorize } from './authorize.ts';
import { confirmDiagnosis } from './give-feedback.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { openForm } from './open-form.ts';
import { openPaste } from './paste.ts';

/** Action ids of all buttons. A row with several of one kind appends a hyphen and a number: `ask-0`, `ask-1`. */
export const ACTION_IDS = [
  'acknowledge',
  'resolve',
  'answer-yes',
  'answer-no',
  'confirm',
  'assign',
  'silence',
  'refute',
  'paste',
  'ask',
  'share',
  'end-silence',
] as const;

/** A button that was pressed. */
export interface Pressed {
  actionId: string;
  value: string;
}

/** Runs the action of a button. The answer goes to the person who pressed it, or to the channel where it is public; undefined means no answer. */
export async function pressButton(
  context: InteractionContext,
  actor: Actor,
  { actionId, value }: Pressed,
): Promise<Answer | undefined> {
  const { userId } = actor;
  const nowMs = context.nowMs();
  // Several buttons of one row need ids of their own: what stands behind the hyphen only tells them apart.
  switch (actionId.replace(/-\d+$/, '')) {
    case 'acknowledge':
      return answerWith(
        await actOnIncident(
          context,
          userId,
          { action: 'acknowledge', incidentId: value },
          acknowledging(userId, nowMs),
        ),
      );
    case 'resolve':
      return answerWith(
        await actOnIncident(
          context,
          userId,
          { action: 'resolve', incidentId: value },
          resolving(userId, nowMs),
        ),
      );
    case 'answer-yes':
    case 'answer-no':
      return answerQuestion(context, userId, value);
    case 'confirm':
      return answerWith(await confirmDiagnosis(context, userId, value));
    case 'assign':
    case 'silence':
    case 'refute':
      return openForm(context, actor, actionId as 'assign' | 'silence' | 'refute', value);
    case 'paste':
      return openPaste(context, actor);
    case 'ask':
      return answerCommand(context, actor, value);
    case 'share':
      return share(context, actor, value);
    case 'end-silence':
      return endByCommand(context, actor, value);
    default:
      return { content: textMessage('This button is of an older version: use the latest card.') };
  }
}

async function answerQuestion(context: InteractionContext, userId: string, value: string): Promise<Answer> {
  const [incidentId = '', question = '', answer] = value.split('|');
  if (!/^\d{1,3}$/.test(question) || (answer !== 'yes' && answer !== 'no'))
    return { content: textMessage('That is no answer of ours.') };
  const act = answering(userId, Number(question), answer, context.nowMs());
  return answerWith(
    await actOnIncident(
      context,
      userId,
      { action: 'answer', incidentId, detail: `${question}: ${answer}` },
      act,
    ),
  );
}

/** Says for all what was said to one: asked anew where that is cheap, so that it is up to date, else what was kept. */
async function share(context: InteractionContext, actor: Actor, value: string): Promise<Answer> {
  const allowed = await authorize(context, actor.userId, 'share', { target: cut(redact(value), 120) });
  if (!allowed.ok) return { content: textMessage(`⛔ ${allowed.refusal}`) };
  const content = value.startsWith('ask ')
    ? (await askAnew(context, actor, value.slice('ask '.length)))?.content
    : await keptAnswer(context, value);
  if (!content) return { content: textMessage('It is forgotten by now: ask again, then share.') };
  return { content: withSharer(content, person(actor.userId)), isPublic: true };
}

function answerWith({ reply }: { reply: string }): Answer {
  return { content: textMessage(reply) };
}

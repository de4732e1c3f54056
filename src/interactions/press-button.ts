import type { Answer } from '../model/answer.ts';
import { redact } from '../redact/redact.ts';
import { cut } from '../render/cut.ts';
import { withSharer } from '../render/slack/answers/text-message.ts';
import { person } from '../render/slack/mrkdwn.ts';
import { keptAnswer } from '../store/answer-items.ts';
import { acknowledging, actOnIncident, reopening, resolving } from './act-on-incident.ts';
import { answerCommand, askAgain } from './answer-command.ts';
import { answerQuestion } from './answer-question.ts';
import { authorize } from './authorize.ts';
import { answerUnsilence } from './commands/unsilence.ts';
import { openActForm } from './forms/act.ts';
import { assignForm } from './forms/assign.ts';
import { noteForm } from './forms/note.ts';
import { openIncidentForm } from './forms/open-incident-form.ts';
import { openPasteForm } from './forms/paste.ts';
import { refuteForm } from './forms/refute.ts';
import { silenceForm } from './forms/silence.ts';
import { confirmDiagnosis } from './give-feedback.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { refuse, reply } from './replies.ts';

/** All there is to one button. */
interface Button {
  /** Its action id. */
  id: string;
  /** `value` is what the button holds: the id of an incident or silence, a command to ask, or an answer to share. */
  press(context: InteractionContext, actor: Actor, value: string): Promise<Answer | undefined>;
}

const BUTTONS: readonly Button[] = [
  {
    id: 'acknowledge',
    async press(context, { userId }, incidentId) {
      const about = { action: 'acknowledge', incidentId } as const;
      return reply(
        (await actOnIncident(context, userId, about, acknowledging(userId, context.nowMs()))).reply,
      );
    },
  },
  {
    id: 'resolve',
    async press(context, { userId }, incidentId) {
      const about = { action: 'resolve', incidentId } as const;
      return reply((await actOnIncident(context, userId, about, resolving(userId, context.nowMs()))).reply);
    },
  },
  {
    id: 'reopen',
    async press(context, { userId }, incidentId) {
      const about = { action: 'reopen', incidentId } as const;
      const { quietMs } = context.config.incidents;
      const act = reopening(userId, context.nowMs(), quietMs);
      return reply((await actOnIncident(context, userId, about, act)).reply);
    },
  },
  { id: 'answer-yes', press: answerQuestion },
  { id: 'answer-no', press: answerQuestion },
  {
    id: 'confirm',
    press: async (context, { userId }, incidentId) =>
      reply((await confirmDiagnosis(context, userId, incidentId)).reply),
  },
  ...[assignForm, silenceForm, refuteForm, noteForm].map(
    (form): Button => ({
      id: form.id,
      press: (context, actor, incidentId) => openIncidentForm(context, actor, form, incidentId),
    }),
  ),
  { id: 'act', press: openActForm },
  { id: 'paste', press: openPasteForm },
  { id: 'ask', press: answerCommand },
  { id: 'share', press: shareAnswer },
  { id: 'end-silence', press: answerUnsilence },
];

/** Action ids of all buttons. A row with several of one kind appends a hyphen and a number: `ask-0`, `ask-1`. */
export const ACTION_IDS: readonly string[] = BUTTONS.map(({ id }) => id);

/** A button that was pressed. */
interface Pressed {
  actionId: string;
  value: string;
}

/**
 * Runs the action of a button. The answer goes to the person who pressed it, or to the channel where it is public; undefined means
 * no answer.
 */
export async function pressButton(
  context: InteractionContext,
  actor: Actor,
  { actionId, value }: Pressed,
): Promise<Answer | undefined> {
  const wanted = actionId.replace(/-\d+$/, '');
  const button = BUTTONS.find(({ id }) => id === wanted);
  if (!button) return reply('This button is of an earlier version: use the latest card.');
  return button.press(context, actor, value);
}

/** Shows the channel an answer that one person got: a question is asked again, so that it is up to date; other answers were kept. */
async function shareAnswer(context: InteractionContext, actor: Actor, value: string): Promise<Answer> {
  const allowed = await authorize(context, actor.userId, 'share', { target: cut(redact(value), 120) });
  if (!allowed.ok) return refuse(allowed.refusal);
  const content = value.startsWith('ask ')
    ? (await askAgain(context, actor, value.slice('ask '.length)))?.content
    : await keptAnswer(context, value);
  if (!content) return reply('That answer has expired: ask again, then share.');
  return { content: withSharer(content, person(actor.userId)), isPublic: true };
}

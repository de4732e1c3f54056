import type { Answer } from '../model/answer.ts';
import type { Interaction } from '../model/work.ts';
import { answerCommand } from './answer-command.ts';
import { answerMention, answerShortcut } from './answer-message.ts';
import type { FormErrors } from './forms/form.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { pressButton } from './press-button.ts';
import { publishHome } from './publish-home.ts';
import { submitForm } from './submit-form.ts';

/** What came of an interaction: an answer for the person, errors for the form, or neither. */
export interface Outcome {
  answer?: Answer | undefined;
  errors?: FormErrors;
}

/** Does what a person asked for at Slack, whatever kind of interaction it came by. */
export async function interact(
  context: InteractionContext,
  actor: Actor,
  interaction: Interaction,
): Promise<Outcome> {
  switch (interaction.kind) {
    case 'command':
      return { answer: await answerCommand(context, actor, interaction.text) };
    case 'button':
      return { answer: await pressButton(context, actor, interaction) };
    case 'form':
      return { errors: await submitForm(context, actor, interaction) };
    case 'shortcut':
      return { answer: await answerShortcut(context, actor, interaction) };
    case 'mention':
      return { answer: await answerMention(context, actor, interaction) };
    default:
      await publishHome(context, actor.userId);
      return {};
  }
}

import type { Answer } from '../model/answer.ts';
import type { Interaction } from '../model/work.ts';
import { admit } from './admit.ts';
import { answerCommand } from './answer-command.ts';
import { answerDirectMessage, answerMention, answerShortcut } from './answer-message.ts';
import type { FormErrors } from './forms/form.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { pressButton } from './press-button.ts';
import { publishHome } from './publish-home.ts';
import { refuse } from './replies.ts';
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
  const admitted = await admit(context, actor);
  if (!admitted.ok) return refusal(interaction, admitted.refusal);
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
    case 'direct':
      return { answer: await answerDirectMessage(context, actor, interaction) };
    default:
      await publishHome(context, actor.userId);
      return {};
  }
}

/** Said to the person alone. A mention is answered in the thread for all, so that a refused one gets no answer; nor does an opened Home tab. */
function refusal(interaction: Interaction, said: string): Outcome {
  switch (interaction.kind) {
    case 'form':
      return {
        errors: Object.fromEntries(
          Object.keys(interaction.values)
            .slice(0, 1)
            .map((name) => [name, said]),
        ),
      };
    case 'mention':
    case 'home':
      return {};
    default:
      return { answer: refuse(said) };
  }
}

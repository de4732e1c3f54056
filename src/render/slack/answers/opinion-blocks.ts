import type { Block } from '../../../model/chat-message.ts';
import { cutRaw } from '../../cut.ts';
import { actions, button, context, section } from '../blocks.ts';
import { inlineCode, plain } from '../mrkdwn.ts';

/** What a model guessed, or why it did not. */
export type ShownOpinion =
  | { kind: 'guess'; model: string; runbook?: { id: string; title: string }; why: string }
  | { kind: 'capped'; most: number }
  | { kind: 'failed'; why: string };

/** A model's guess, marked as one, so that nobody takes it for a diagnosis. */
export function opinionBlocks(opinion: ShownOpinion | undefined): Block[] {
  if (!opinion) return [];
  if (opinion.kind === 'capped')
    return [context(`🤖 No model was asked for a guess: the ${opinion.most} of today are used up.`)];
  if (opinion.kind === 'failed') return [context(`🤖 The model gave no guess: ${plain(opinion.why)}`)];
  const { runbook, why, model } = opinion;
  const said = runbook
    ? `perhaps *${plain(runbook.title)}* ${inlineCode(runbook.id)}.`
    : 'none of the runbooks fits.';
  return [
    section(`🤖 *A model’s guess, no diagnosis*: ${said} ${plain(why)}`),
    ...(runbook ? [actions('opinion', [button('ask', 'Show this runbook', `runbook ${runbook.id}`)])] : []),
    context(
      `By ${inlineCode(cutRaw(model, 100))}, which saw the shapes of the messages above and no line. Nobody is notified of it, and it counts for nothing.`,
    ),
  ];
}

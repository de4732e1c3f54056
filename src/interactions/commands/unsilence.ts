import type { Answer } from '../../model/answer.ts';
import { cut } from '../../render/cut.ts';
import { inlineCode, person, plain } from '../../render/slack/mrkdwn.ts';
import { findSilence } from '../../store/silence-items.ts';
import { authorize } from '../authorize.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { announce, refuse, reply } from '../replies.ts';
import { endSilence } from '../set-silence.ts';
import { defineCommand } from './define-command.ts';

/** `/triage unsilence`: ends a silence or a maintenance window early. */
export const unsilence = defineCommand<{ silenceId: string }>({
  name: 'unsilence',
  aliases: ['unmute'],
  arguments: '<silence>',
  does: 'end a silence or a maintenance window',
  example: 'unsilence s-1a2b3c4d',
  isQuestion: false,
  parse: ({ words: [silenceId] }) =>
    silenceId === undefined
      ? { misread: 'The id of the silence is missing; `/triage silences` lists them.' }
      : { silenceId },
  run: (context, actor, { silenceId }) => answerUnsilence(context, actor, silenceId),
});

/** Ends a silence, for the command and for the button of a listed one. */
export async function answerUnsilence(
  context: InteractionContext,
  actor: Actor,
  silenceId: string,
): Promise<Answer> {
  const silence = await findSilence(context, silenceId);
  if (!silence)
    return reply(`Silence ${inlineCode(cut(silenceId, 60))} not found. \`/triage silences\` lists them.`);
  if (silence.author === undefined)
    return reply('This window is configured in halfopen.yml: remove it there and deploy.');
  const kind = silence.kind ?? 'silence';
  const allowed = await authorize(context, actor.userId, kind, { target: silenceId, detail: 'ended' });
  if (!allowed.ok) return refuse(allowed.refusal);
  if (!(await endSilence(context, silence, actor.userId))) return reply('It has ended already.');
  const what = kind === 'maintenance' ? 'maintenance window' : 'silence';
  const because = plain(cut(silence.reason, 200));
  return announce(`🔔 ${person(actor.userId)} ended the ${what} ${inlineCode(silence.id)} (${because}).`);
}

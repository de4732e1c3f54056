import type { MessageContent } from '../../../model/chat-message.ts';
import type { Topic } from '../../../model/topic.ts';
import { actions, button, codeSection, context, header, message, section } from '../blocks.ts';
import { link, plain } from '../mrkdwn.ts';

/** A state or word of the field with its picture, how to look, and the runbooks that speak of it. */
export function renderTopic({
  name,
  means,
  fine,
  trouble,
  look,
  runbooks,
  diagram,
  source,
}: Topic): MessageContent {
  return message(`${name}: ${means}`, [
    header(name),
    section(plain(means)),
    codeSection('', diagram),
    section(`✅ *Fine*  ${plain(fine)}\n⚠️ *Trouble*  ${plain(trouble)}`),
    codeSection('*Look*', look),
    actions(
      'runbooks',
      runbooks.map((id, i) => button(`ask-${i}`, id, `runbook ${id}`)),
    ),
    context(link(source, source.replace(/^https:\/\//, ''))),
  ]);
}

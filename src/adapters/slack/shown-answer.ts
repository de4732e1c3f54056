import type { Answer } from '../../model/answer.ts';
import type { Block } from '../../model/chat-message.ts';
import { withShareButton } from '../../render/slack/answers/text-message.ts';

/** An answer as Slack takes it in an acknowledgement: private unless it tells a change of state. */
export function shownAnswer(answer: Answer): {
  response_type: 'ephemeral' | 'in_channel';
  text: string;
  blocks: Block[];
} {
  const { text, blocks } = withShareButton(answer);
  return { response_type: answer.isPublic ? 'in_channel' : 'ephemeral', text, blocks: [...blocks] };
}

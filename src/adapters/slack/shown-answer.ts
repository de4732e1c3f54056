import type { Answer } from '../../model/answer.ts';
import type { Block } from '../../model/chat-message.ts';
import { withShare } from '../../render/slack/answers/said.ts';

/** An answer as Slack takes it in an acknowledgement: private unless it tells a change of state. */
export function shownAnswer(answer: Answer): {
  response_type: 'ephemeral' | 'in_channel';
  text: string;
  blocks: Block[];
} {
  const { text, blocks } = withShare(answer);
  return { response_type: answer.isPublic ? 'in_channel' : 'ephemeral', text, blocks: [...blocks] };
}

import { HalfopenError } from '../../../errors.ts';
import type { Answer } from '../../../model/answer.ts';
import { textMessage } from '../../../render/slack/answers/text-message.ts';
import { plain } from '../../../render/slack/mrkdwn.ts';

/** What to answer a person when what they asked for failed. */
export function failureAnswer(error: unknown): Answer {
  const why = error instanceof HalfopenError ? ` ${plain(error.message)}.` : '';
  return {
    content: textMessage(`⚠️ That did not work.${why} The failure was logged; try again in a minute.`),
  };
}

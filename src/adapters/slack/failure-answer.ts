import { HalfopenError } from '../../errors.ts';
import type { Answer } from '../../model/answer.ts';
import { said } from '../../render/slack/answers/said.ts';
import { plain } from '../../render/slack/mrkdwn.ts';

/** What is said to a person when what they asked for failed. */
export function failureAnswer(error: unknown): Answer {
  const why = error instanceof HalfopenError ? ` ${plain(error.message)}.` : '';
  return { content: said(`⚠️ That did not work.${why} It was noted; try again in a minute.`) };
}

import type { MessageContent } from '../../../model/chat-message.ts';
import type { Report } from '../../../model/diagnosis.ts';
import { context, message } from '../blocks.ts';
import { readLine, reportBlocks } from './report-blocks.ts';

/** What was found in evidence that a person gave. */
export function renderTriage(report: Report): MessageContent {
  const [first] = report.diagnoses;
  const title = first ? first.title : 'Nothing diagnosed';
  return message(title, reportBlocks(report), [context(readLine(report) || 'nothing was read')]);
}

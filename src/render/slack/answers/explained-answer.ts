import type { MessageContent } from '../../../model/chat-message.ts';
import type { Report } from '../../../model/diagnosis.ts';
import { codeSection, message, section } from '../blocks.ts';
import { cutRaw } from './cut-raw.ts';
import { diagnosisBlocks } from './diagnosis-blocks.ts';
import { unrecognised } from './report-blocks.ts';

/** What a message means. */
export function renderExplained(what: string, report: Report): MessageContent {
  const [first] = report.diagnoses;
  const quoted = codeSection('', cutRaw(what, 600), 800);
  if (first) return message(first.title, [quoted, ...diagnosisBlocks(first, 2)]);
  return message('No runbook speaks of this', [
    quoted,
    section('🤷 No runbook speaks of this message.'),
    ...unrecognised(report),
  ]);
}

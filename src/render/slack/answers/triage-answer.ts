import type { MessageContent } from '../../../model/chat-message.ts';
import type { Period } from '../../../model/command.ts';
import type { Report } from '../../../model/diagnosis.ts';
import type { LogReading } from '../../../model/log-reading.ts';
import { cutRaw } from '../../cut.ts';
import { codeSection, context, message, section } from '../blocks.ts';
import { inlineCode, plain } from '../mrkdwn.ts';
import { diagnosisBlocks } from './diagnosis-blocks.ts';
import { opinionBlocks, type ShownOpinion } from './opinion-blocks.ts';
import { readingLine } from './reading-line.ts';
import { readLine, reportBlocks, unrecognised } from './report-blocks.ts';

/** What was found in evidence from a person, and what a model guesses where nothing was. */
export function renderTriage(report: Report, opinion?: ShownOpinion): MessageContent {
  const [first] = report.diagnoses;
  const title = first ? first.title : 'Nothing diagnosed';
  const blocks = [...reportBlocks(report), ...opinionBlocks(opinion)];
  return message(title, blocks, [context(readLine(report) || 'nothing was read')]);
}

/** What was found in a log group. */
export function renderLogTriage(
  { logGroup, period, because }: { logGroup: string; period: Period; because?: string },
  report: Report,
  {
    reading,
    bounds,
    link,
    opinion,
  }: {
    reading: LogReading;
    bounds: { mostBytes: number; mostMs: number };
    link?: string;
    opinion?: ShownOpinion | undefined;
  },
): MessageContent {
  const [first] = report.diagnoses;
  const name = inlineCode(cutRaw(logGroup, 200));
  const alert = because ? [section(`🔔 ${plain(cutRaw(because, 500))}`)] : [];
  const none = section(`${name} has no events in that period.`);
  return message(
    `${logGroup}: ${first ? first.title : 'nothing diagnosed'}`,
    [
      ...alert,
      ...(reading.events === 0
        ? [none]
        : [section(`*${name}*`), ...reportBlocks(report), ...opinionBlocks(opinion)]),
    ],
    [context(readingLine(period, reading, bounds, link))],
  );
}

/** What a log message means. */
export function renderExplained(what: string, report: Report): MessageContent {
  const [first] = report.diagnoses;
  const quoted = codeSection('', cutRaw(what, 600), 800);
  if (first) return message(first.title, [quoted, ...diagnosisBlocks(first, 2)]);
  return message('No runbook covers this message', [
    quoted,
    section('🤷 No runbook covers this message.'),
    ...unrecognised(report),
  ]);
}

import type { MessageContent } from '../../../model/chat-message.ts';
import type { Period } from '../../../model/command.ts';
import type { Report } from '../../../model/diagnosis.ts';
import type { LogReading } from '../../../model/log-reading.ts';
import { context, message, section } from '../blocks.ts';
import { inlineCode } from '../mrkdwn.ts';
import { cutRaw } from './cut-raw.ts';
import { readingLine } from './reading-line.ts';
import { reportBlocks } from './report-blocks.ts';

/** What was found in a log group. */
export function renderLogTriage(
  { logGroup, period }: { logGroup: string; period: Period },
  report: Report,
  {
    reading,
    bounds,
    link,
  }: { reading: LogReading; bounds: { mostBytes: number; mostMs: number }; link?: string },
): MessageContent {
  const [first] = report.diagnoses;
  const name = inlineCode(cutRaw(logGroup, 200));
  const none = section(`${name} holds no event of that time.`);
  return message(
    `${logGroup}: ${first ? first.title : 'nothing diagnosed'}`,
    reading.events === 0 ? [none] : [section(`*${name}*`), ...reportBlocks(report)],
    [context(readingLine(period, reading, bounds, link))],
  );
}

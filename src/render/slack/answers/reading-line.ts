import type { Period } from '../../../model/command.ts';
import type { LogReading } from '../../../model/log-reading.ts';
import { counted, duration } from '../../in-words.ts';
import { link, moment } from '../mrkdwn.ts';

const MB = 1 << 20;
/** Lambda on arm64 with 1 GB, per second (aws.amazon.com/lambda/pricing, us-east-1); FilterLogEvents itself is not charged by volume. */
const DOLLARS_A_SECOND = 0.0000133334;

/** How much was read, its cost and its caps, so that nobody mistakes a part for the whole. */
export function readingLine(
  { fromMs, toMs }: Period,
  reading: LogReading,
  bounds: { mostBytes: number; mostMs: number },
  url?: string,
): string {
  const { events, bytes, pages, streams, tookMs, stoppedAt, untilMs } = reading;
  const cap = `cap ${Math.round(bounds.mostBytes / MB)} MB and ${duration(bounds.mostMs)}`;
  // Only a reading on AWS has a link.
  const cost =
    url &&
    `; about $${((tookMs / 1000) * DOLLARS_A_SECOND).toFixed(5)} of Lambda; reading itself is not charged`;
  const stopped = stoppedAt
    ? `\n⚠️ *Stopped at the cap*: read only until ${moment(untilMs ?? fromMs)}. Choose a shorter period to see the rest.`
    : '';
  return `${moment(fromMs)} to ${moment(toMs)}: ${counted(events, 'event')} in ${counted(streams, 'stream')}, ${(bytes / MB).toFixed(1)} MB, ${counted(pages, 'call')}, ${duration(tookMs)} (${cap}${cost ?? ''})${url ? `  ·  ${link(url, 'open in CloudWatch')}` : ''}${stopped}`;
}

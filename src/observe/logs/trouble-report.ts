import type { LogRecord } from './log-record.ts';

/** Longer texts are articles or threads, in which quoting a message does not mean having it. */
const MOST_RECORDS = 40;
const TROUBLE =
  'errors?|exceptions?|issues?|problems?|trouble|fail(?:s|ed|ing|ure|ures)?|disconnect(?:s|ed|ing|ion|ions)?|timeouts?|crash(?:es|ed|ing)?|stuck|hang(?:s|ing)?|stops?|stopped|los(?:t|es|ing)|messages?';
const OWN_TROUBLE = new RegExp(
  [
    String.raw`\b(?:I|we)(?:'m| am|'re| are|'ve| have| keep| often| always| sometimes| just)? ?(?:facing|getting|get|got|gets|see|seeing|saw|observe|observing|experienc\w+|hit|hitting|having|have|had|noticed?|found|receiv\w+|running into|run into)\b[^.?!]{0,120}\b(?:${TROUBLE})\b`,
    String.raw`\b(?:my|our)\b[^.?!]{0,100}\b(?:${TROUBLE}|closed|dies|died)\b`,
    String.raw`\b(?:error|issue|problem|warning)s?\b[^.?!]{0,60}\b(?:I|we|my|our)\b`,
    String.raw`\b(?:I|we) (?:can't|cannot|could not|couldn't|am unable|are unable)\b`,
    String.raw`\bI found the following\b|\bplease (?:help|ask me|advise)\b|\bany (?:idea|help|suggestion)s?\b|\bhow (?:can|do|should) (?:I|we) (?:solve|fix|avoid|resolve|troubleshoot|keep)\b`,
  ].join('|'),
  'i',
);

/** Told as past: what was quoted is no longer there. */
const OVER =
  /\b(?:are|is|was|were|has been|have been|got) (?:gone|fixed|solved|resolved)\b|\bno longer\b|\bwent away\b|\bnothing is (?:broken|wrong)\b/i;

/**
 * Whether a short text is a person's report of trouble of their own ("I am getting …", "our consumer stops …"): then a message
 * quoted in its sentences was printed to them, other than one that a manual or a changelog explains.
 */
export function isTroubleReport(records: readonly LogRecord[]): boolean {
  if (records.length > MOST_RECORDS) return false;
  const texts = records.map(({ lines }) => joined(lines.map(({ text }) => text)));
  return texts.some((text) => OWN_TROUBLE.test(text)) && !texts.some((text) => OVER.test(text));
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.slice(0, 600))
    .join(' ')
    .slice(0, 2_000);
}

import type { LogRecord } from './log-record.ts';

/** What the lines of a stretch say together of the text they make up. */
export interface DocumentKind {
  /** Lines that stand indented under a heading of their own are somebody's words: commit messages, changelogs, manuals. */
  indentedIsProse: boolean;
  /** A list of changes: what stands in its lists is told, not printed, even where it begins with an exception. */
  changes: boolean;
  /** Everything at all is a person's or a typesetter's: a manual page, a difference listing, a web page, a test report. */
  all?: 'prose' | 'code';
  /** So much running text that a message without any mark of its own is taken for part of it. */
  essay: boolean;
}

const HISTORY =
  /^(?:commit [0-9a-f]{40}\b|Author: \S.{1,80}<[^>\s]{3,80}>$|\d{4}-\d\d-\d\d {1,2}\S.{1,80}<[^>\s]{3,80}>|[\w+.-]{2,60} \([^)\s]{1,60}\) [\w. -]{2,60}; urgency=|[A-Z][\p{L} .'-]{2,60} \(\d{1,5}\):$|\s-- \S.{1,80}<[^>\s]{3,80}>)/u;
const CHANGES =
  /^(?:#{0,6} ?(?:\[?[vV]?\d{1,4}\.\d{1,4}[\w.+-]{0,30}\]?(?: [-–—(].{1,40}| \(?\d{4}-\d\d-\d\d\)?)?:?|CHANGES WITH .{1,40}|(?:Version|Release) v?\d[\w.+-]{0,20}\b.{0,40}|Change ?log|CHANGE ?LOG|(?:Overview of )?[Cc]hanges (?:in|since|between|from) .{1,60}|.{0,40}[Rr]elease [Nn]otes.{0,40}|What'?s (?:[Nn]ew|[Cc]hanged).{0,40}|Fixes since .{1,40}))\s*$|^\s{0,4}(?:#{1,6} |\*{2})(?:Fixe[ds]|Added|Changed|Removed|Security|Deprecated|Bug ?[Ff]ixes|Features|Enhancements|Bugs [Ff]ixed)\b/;
const MANUAL_HEADING =
  /^(?:NAME|SYNOPSIS|DESCRIPTION|ERRORS|SEE ALSO|BUGS|OPTIONS|RETURN VALUE|CONFORMING TO|STANDARDS|EXIT STATUS|ENVIRONMENT|FILES|AUTHORS?|HISTORY|NOTES|EXAMPLES?|COPYRIGHT)$/;
const DIFFERENCE = /^(?:diff --git a\/|@@ -\d{1,7}(?:,\d{1,7})? \+\d|\+\+\+ b\/)/;
const WEB_PAGE = /^\s*<(?:!DOCTYPE html|html[\s>])/i;
const TEST_REPORT =
  /^(?:=+ test session starts =+|=== RUN\s|\s*Test Files\s+\d|Tests?:\s+\d+ \w+, |# tests \d|TAP version \d|running \d+ tests$|\s*\d+ passing\b)/;
const WORD = /[A-Za-z']+/g;
const FUNCTION_WORD =
  /^(?:the|a|an|of|to|in|is|are|was|were|be|been|for|with|that|this|these|it|its|on|as|by|or|and|when|if|not|from|which|will|can|has|have|at|than|but)$/;
const MIN_RECORDS = 10;
const MIN_WORDS = 80;
const ESSAY_SHARE = 0.22;
const SAMPLE_RECORDS = 400;

/** Looks over all records of a stretch once. Records with a head count as log and keep a stretch from being an essay. */
export function documentKind(records: readonly LogRecord[]): DocumentKind {
  const kind: DocumentKind = { indentedIsProse: false, changes: false, essay: false };
  let manual = 0;
  let page = false;
  for (const { lines, head } of records) {
    const text = lines[0]?.text ?? '';
    const code = text.charCodeAt(0);
    if (head !== undefined && !head.weak && !(code >= 48 && code <= 57)) continue;
    const start = text.slice(0, 300);
    if (HISTORY.test(start)) kind.indentedIsProse = true;
    if (CHANGES.test(start)) kind.changes = true;
    if (DIFFERENCE.test(start)) kind.all = 'code';
    if (WEB_PAGE.test(start)) page = true;
    if (TEST_REPORT.test(start)) kind.all = 'prose';
    if (MANUAL_HEADING.test(start.trimEnd())) manual++;
  }
  if (page) kind.all = 'code';
  if (manual >= 2) kind.all = 'prose';
  kind.essay = isEssay(records);
  return kind;
}

function isEssay(records: readonly LogRecord[]): boolean {
  const plain = records.filter(
    ({ head, trace, wrapped }) => !wrapped && !trace && (head === undefined || head.weak),
  );
  if (plain.length < MIN_RECORDS || plain.length < records.length * 0.9) return false;
  let words = 0;
  let small = 0;
  for (const { parts } of plain.slice(0, SAMPLE_RECORDS)) {
    for (const [word] of parts.join(' ').slice(0, 2000).matchAll(WORD)) {
      words++;
      if (FUNCTION_WORD.test(word.toLowerCase())) small++;
    }
  }
  return words >= MIN_WORDS && small >= words * ESSAY_SHARE;
}

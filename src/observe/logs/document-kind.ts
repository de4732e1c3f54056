import type { LogRecord } from './log-record.ts';

/** What kind of text a stretch of lines is as a whole. */
export interface DocumentKind {
  /** Lines indented under a heading of their own are prose: commit messages, changelogs, manuals. */
  indentedIsProse: boolean;
  /** A list of changes: its items describe errors, they do not report them, even where one begins with an exception. */
  changes: boolean;
  /** Set when all of it was written or typeset, not logged: a manual page, a diff, a web page, a test report. */
  all?: 'prose' | 'code';
  /** So much running text that a message without any sign of a log is taken for part of it. */
  isProse: boolean;
}

const HISTORY =
  /^(?:commit [0-9a-f]{40}\b|Author: \S.{1,80}<[^>\s]{3,80}>$|\d{4}-\d\d-\d\d {1,2}\S.{1,80}<[^>\s]{3,80}>|[\w+.-]{2,60} \([^)\s]{1,60}\) [\w. -]{2,60}; urgency=|[A-Z][\p{L} .'-]{2,60} \(\d{1,5}\):$|\s-- \S.{1,80}<[^>\s]{3,80}>)/u;
const CHANGES =
  /^(?:#{0,6} ?(?:\[?[vV]?\d{1,4}\.\d{1,4}[\w.+-]{0,30}\]?(?: [-–—(].{1,40}| \(?\d{4}-\d\d-\d\d\)?)?:?|CHANGES WITH .{1,40}|(?:Version|Release) v?\d[\w.+-]{0,20}\b.{0,40}|Change ?log|CHANGE ?LOG|(?:Overview of )?[Cc]hanges (?:in|since|between|from) .{1,60}|.{0,40}[Rr]elease [Nn]otes.{0,40}|What'?s (?:[Nn]ew|[Cc]hanged).{0,40}|Fixes since .{1,40}))\s*$|^\s{0,4}(?:#{1,6} |\*{2})(?:Fixe[ds]|Added|Changed|Removed|Security|Deprecated|Bug ?[Ff]ixes|Features|Enhancements|Bugs [Ff]ixed)\b/;
const MANUAL_HEADING =
  /^(?:NAME|SYNOPSIS|DESCRIPTION|ERRORS|SEE ALSO|BUGS|OPTIONS|RETURN VALUE|CONFORMING TO|STANDARDS|EXIT STATUS|ENVIRONMENT|FILES|AUTHORS?|HISTORY|NOTES|EXAMPLES?|COPYRIGHT)$/;
const DIFFERENCE =
  /^(?:(?:```|~~~)\s?(?:diff|patch)\s*$|diff --git a\/|@@ -\d{1,7}(?:,\d{1,7})? \+\d|\+\+\+ b\/)/;
const WEB_PAGE = /^\s*<(?:!DOCTYPE html|html[\s>])/i;
const TEST_REPORT =
  /^(?:=+ test session starts =+|=== RUN\s|\s*Test Files\s+\d|Tests?:\s+\d+ \w+, |# tests \d|TAP version \d|running \d+ tests$|\s*\d+ passing\b|\s{0,8}(?:Feature|Scenario(?: Outline)?): \S)/;
const GRID = /^\s{0,4}:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+\|?\s*$/;
/** What a page about a known problem calls its parts; those of the second kind no report of an incident has. */
const PAGE_LABEL =
  /^\W{0,6}(?:Symptoms?|Alert|Severity|Impact|Applies to|Context|Details|Trigger)\W{0,4}(?:$|:)/i;
const ANSWER_LABEL =
  /^\W{0,6}(?:(?:(?:common|likely|possible|typical) )?(?:causes?|reasons)|(?:re)?solutions?|remedy|meaning|action|decision|consequences|explanation|what to do|how to (?:fix|resolve|prevent|avoid)(?: (?:it|this))?|what (?:does )?(?:it|this) (?:error |message )?means?|why (?:it|this) happens)\W{0,4}(?:$|: )/i;
const CODE_ENTRY = /^\W{0,4}(?:0x[\dA-Fa-f]{2,4}\s+[A-Z]|\d{3} [A-Z]+(?:_[A-Z]+)+:)/;
const SECTION = /^\s{0,8}\[[A-Z_]{3,30}\]$/;
const SECTION_ENTRY = /^\s{1,16}[A-Z][\w.]{1,40} +\S/;
const WORD = /[A-Za-z']+/g;
const FUNCTION_WORD =
  /^(?:the|a|an|of|to|in|is|are|was|were|be|been|for|with|that|this|these|it|its|on|as|by|or|and|when|if|not|from|which|will|can|has|have|at|than|but)$/;
const MIN_RECORDS = 10;
const MIN_WORDS = 80;
const FUNCTION_WORD_SHARE = 0.22;
const SAMPLE_RECORDS = 400;

/** Classifies a stretch by all its records. Records with a head count as log, so that the stretch is not a prose document. */
export function documentKind(records: readonly LogRecord[]): DocumentKind {
  const kind: DocumentKind = { indentedIsProse: false, changes: false, isProse: false };
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
  if (isGrid(records) || isCodeList(records) || isPageOfProblem(records)) kind.all = 'prose';
  if (isSections(records)) kind.all = 'code';
  kind.isProse = isProse(records);
  return kind;
}

/** A table of Markdown without its outer bars, below its title. */
function isGrid(records: readonly LogRecord[]): boolean {
  const [title, ...lines] = records.flatMap((record) => record.lines.map(({ text }) => text));
  const rows = title?.includes('|') ? [title, ...lines] : lines;
  return rows.some((text) => GRID.test(text.slice(0, 300))) && rows.every((text) => text.includes('|'));
}

/** A list of codes, each once, with what they mean. */
function isCodeList(records: readonly LogRecord[]): boolean {
  const lines = records.flatMap((record) => record.lines.map(({ text }) => text.slice(0, 200)));
  const codes = lines.flatMap((text) => CODE_ENTRY.exec(text)?.[0] ?? []);
  return codes.length > 2 && codes.length >= lines.length * 0.6 && new Set(codes).size === codes.length;
}

/** Symptom, cause and remedy under labels of their own. */
function isPageOfProblem(records: readonly LogRecord[]): boolean {
  const lines = records.flatMap((record) => record.lines.map(({ text }) => text.slice(0, 200)));
  const answers = lines.filter((text) => ANSWER_LABEL.test(text)).length;
  return answers > 0 && answers + lines.filter((text) => PAGE_LABEL.test(text)).length > 1;
}

/** Sections in brackets, and below each only names with their values. */
function isSections(records: readonly LogRecord[]): boolean {
  const lines = records.flatMap((record) => record.lines.map(({ text }) => text.slice(0, 200)));
  const sections = lines.filter((text) => SECTION.test(text)).length;
  return sections > 0 && lines.every((text) => SECTION.test(text) || SECTION_ENTRY.test(text));
}

function isProse(records: readonly LogRecord[]): boolean {
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
  return words >= MIN_WORDS && small >= words * FUNCTION_WORD_SHARE;
}

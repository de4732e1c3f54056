const MARK = String.raw`(?:[-*+•·–]|\d{1,3}[.)]|o)`;
// A cell row of Markdown, also where the error it explains stands in one of the cells.
const TABLE_ROW = /^\s{0,8}\|[^|]*\|(?:[^|]*\|)+\s*$/;
const CHECKBOX = /^\s{0,12}(?:[-*+] )?\[[ xX]\] \S/;
const PARTLY_BOLD = /^\s{0,12}(?:[-*+•] |\d{1,2}\. )?\*\*[^*]{1,80}\*\*(?=\s*\S)/;
const QUESTION_MARK = /^\s{0,4}\*{0,2}(?:Q|A|F|R|问|答)\s?[:.:]\s?\*{0,2}\s?\S/;
const TESTED =
  /^\s{0,40}(?:[✓✔√✗✘×☐☑✅❌·] |--- (?:PASS|FAIL|SKIP)|=== (?:RUN|PAUSE|CONT|NAME)|(?:not )?ok \d+\b|(?:PASS|FAIL|SKIP)\s+\S+$)|\s(?:PASSED|FAILED|SKIPPED|XFAIL)\s{1,80}\[\s{0,2}\d{1,3}%\]\s*$/;
const TICKET = /^\s{0,8}(?:[A-Z][A-Z0-9]{1,9}-\d{1,7}|(?:#|GH-|PR ?#?|bpo-|[Bb]ug #?)\d{1,8})[\s:]/;
const COMMIT =
  /^\s{0,8}(?:(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40} (?:\([^)]{1,120}\) )?[A-Za-z]|(?:fix|feat|docs?|tests?|chore|perf|refactor|build|ci|style|revert)(?:\([\w./, -]{1,40}\))?!?: \S|commit [0-9a-f]{7,40}\b|(?:Author|AuthorDate|Commit|CommitDate|Signed-off-by|Reviewed-by|Co-authored-by|Merge): )/;
const CLOSING_REFERENCE =
  /[([{](?:[Ff]ix(?:es|ed)?|[Cc]loses?|[Rr]esolves?|[Ss]ee|LP|[Bb]ug(?:zilla)?|[Ii]ssue|PR|GH|BZ|bpo)?[:\s]{0,3}(?:#\d{1,8}|(?:GH|PR|BZ|bpo)[ #-]{1,2}\d{1,8})(?:[,;\s]{1,3}#?\d{1,8}){0,8}[)\]}]|[([][0-9a-f]{7,12}(?: [A-Z][\w .'-]{1,60})?[)\]]\.?\s*$/;
const MAIL_HEADER =
  /^(?:Subject|Betreff|Objet|Asunto|Assunto|Тема|From|To|Cc|Reply-To|In-Reply-To|Message-ID|References|List-Id): \S/;
const SUBJECT_LINE = /^\s{0,8}(?:\d{1,3}\. )?(?:Re|RE|AW|Fwd|FW|SV|TR)(?:\[\d\])?: \S/;
const NUMBERED_BY = /^\s{0,8}\d{1,3}\. .{3,200}\([A-Z][\w.-]{1,24}(?: [A-Z][\w.-]{1,24}){1,3}\)\s*$/;
const CHANGE_ENTRY =
  /^\s{0,12}(?:[-*+] )?(?:\* )?[\w./-]{1,80}\.[a-z]{1,4} (?:\([\w, *:~.-]{1,200}\)|<[^>]{1,60}>)?:\s|^\s{1,12}\([\w, *:~.-]{2,120}\): [A-Z]/;
const VERB =
  '(?:[Aa]dd|[Aa]llow|[Aa]void|[Bb]ackport|[Bb]ump|[Cc]lose|[Cc]orrect|[Dd]ocument|[Dd]on.t|[Dd]o not|[Dd]rop|[Ee]nsure|[Ee]xplain|[Ff]ix|[Hh]andle|[Ii]gnore|[Ii]mplement|[Ii]mprove|[Ii]nterpret|[Mm]ake|[Mm]ap|[Mm]ove|[Pp]revent|[Rr]aise|[Rr]eport|[Rr]emove|[Rr]ename|[Rr]eplace|[Rr]eturn|[Rr]etry|[Ss]et|[Ss]how|[Ss]kip|[Ss]top|[Ss]upport|[Tt]est|[Tt]ake|[Tt]reat|[Tt]ry|[Uu]pdate|[Uu]se|[Ww]ork around)';
const COMMIT_SUBJECT = new RegExp(
  `^\\s{0,12}(?:${MARK} )?(?:[\\w./*+-]{2,40}(?:, ?[\\w./*+-]{2,40}){0,4}: )?${VERB} [^:=]`,
);
const REFERENCES =
  /^\s{0,8}(?:[-*] )?(?:Related|See also|Refs?|Closes|Fixes|Fixed|Resolves|Duplicates?(?: of)?)(?: to)?:? {0,2}#\d/;
const CODE_ITEM = /^\s{0,12}(?:[-*+•]|\d{1,2}[.)]) `{1,2}[^`]{1,200}`{1,2}\s{1,3}(?!$)[\p{L}(–—-]/u;
const WISH =
  /^\s{0,12}(?:[-*+•]|\d{1,2}[.)]) .{3,200}\b(?:should(?: not|n't)? (?:be|have|get|not)|is never|is not|are not|must (?:be|not)|would be) /;
const NAMED_ERROR = /^[A-Z][a-z].{10,200}\b(?:is|are|means|returns?) `{0,2}E[A-Z]{4,14}`{0,2}\.$/;
const CODE_SPANS =
  /`[^`\s]{1,120}(?: [^`]{1,200})`[^`]{1,400}`[^`]{1,200}`|`[^`]{1,200}`[^`]{1,400}`[^`\s]{1,120} [^`]{1,200}`/;
const DIARY = /^\s{0,8}[-*•] \*{0,2}\d{1,2}:\d\d(?::\d\d)?\b/;
const ERRNO_GLOSSARY = /^\s{0,12}(?:[-*] )?`{0,2}E[A-Z]{3,14}`{0,2}(?:\s{2,40}|\t| – | — )[A-Z(]/;
const PATENT = [
  TABLE_ROW,
  CHECKBOX,
  QUESTION_MARK,
  TESTED,
  TICKET,
  COMMIT,
  CLOSING_REFERENCE,
  MAIL_HEADER,
  SUBJECT_LINE,
  NUMBERED_BY,
  CHANGE_ENTRY,
  REFERENCES,
  CODE_ITEM,
  WISH,
  CODE_SPANS,
  NAMED_ERROR,
  DIARY,
  ERRNO_GLOSSARY,
];
const MAX_CHARS = 600;

/**
 * Whether a line bears the outward shape of something people write down, whatever it speaks of: a row of a Markdown table,
 * a check box, a tested title, a ticket, a commit, a changelog entry, a mail's subject, a time line of a review.
 */
export function isWrittenLine(line: string): boolean {
  const text = line.length > MAX_CHARS ? line.slice(0, MAX_CHARS) : line;
  if (PARTLY_BOLD.test(text) && !/^\s*\*\*[^*]+\*\*\s*$/.test(text)) return true;
  return PATENT.some((shape) => shape.test(text)) || COMMIT_SUBJECT.test(text);
}

const MAX_CHARS = 600;

// The mark that a diff puts before a line is not part of it.
const DIFF_MARK = /^[-+](?=\s{2,}|\t|[a-z}#@"'])/;
const DIFF_LINE = /^(?:diff --git |index [0-9a-f]{6,40}\.\.|@@ -\d|(?:---|\+\+\+) [ab"]?\/)/;
const STATEMENT =
  /^\s*[)}\]]*\s*(?:(?:else|elif|elsif|catch|except|finally|rescue|match|unless)\b|(?:pytest|assert\w*|expect|it|describe|test|context|panic|die|croak|fail|echo|printf|print|puts|eprintln!|println!|write!|warn!|error!|info!|debug!|unreachable!|matches!|format!|bail!|anyhow!)\s?[("'`]|assert\w* |await |raise |throw |(?:self|this|cls|super)[.:]|[\w$]{0,40}[Ll]og(?:ger|ging)?\.\w{2,20}[("]|[\w.$]{1,60}\.(?:contains|starts_with|startsWith|startswith|endsWith|endswith|ends_with|includes|match(?:es)?|test|equals|indexOf|toThrow|toBe|toEqual|assert\w*|write_str|push_str|append|New|Errorf|Fatalf?|Sprintf|Printf|hasMessage\w*)\(|msgid(?:_plural)? "|msgstr(?:\[\d\])? "|#\[\w+\(|#(?:define|include|if|endif|ifdef)\b|syn (?:keyword|match|region) |grok \{|mutate \{|pattern \/|-define\(|handle_\w+\()/;
const DECLARATION =
  /^\s*(?:(?:export|public|private|protected|internal|static|final|const|let|var|val|pub|readonly|async|default)\s+)*(?:[\w<>[\],.?*&]{1,60}\s+)?[\w$]{1,60}\s*(?::\s?[\w<>[\],.?*&]{1,60}\s*)?(?::=|=)\s*(?:[&*]?new\s|[\w.&$:]{1,60}[({]|["'`[{(]|function\b|async\b|\[\]|\(\))/;
const STRING_ITEM =
  /^\s*(?:[-*]\s|\()?\s*[rbfuL@$]{0,2}(?:"(?:[^"\\]|\\.){0,500}"|'(?:[^'\\]|\\.){0,500}'|`[^`]{0,500}`)\s*(?:[,;+\\)]|=>|:\s|\|\|?|&&|\bin\b|%)[\s,;)+\\&|]{0,8}/;
const OPERATOR_START = /^\s*(?:\|\||&&|\?\?|\.then\(|\.catch\(|=> |[?:] [\w$.]{1,60}\([\w$.]{0,60}[(),])/;
const OPERATOR_END = /(?:\|\||&&|" \+|' \+|[\w)\]] \+|=> \{?|\) \{|\)\s?->|-> ?\{?|\)\s?:|\{)\s*$/;
const ERROR_NAMES = /(?:\b(?:WSA)?E[A-Z0-9_]{3,15}\b[\s,|)]{1,8}){3}/;
const ERROR_CONSTANT =
  /(?:\berrno\.|(?<!\()Errno::|\bsyscall\.|\bErrorKind::|\bPOSIX::|\bSocketError\.|\bHttpStatus\.)(?:WSA)?[A-Z]|\bnew [A-Z]\w{0,60}(?:Error|Exception)\(|\b(?:if|and|or|not|in) \(?errno\b/;
const TYPED_MEMBER =
  /^\s*(?:readonly )?[\w$]{1,60}\??: (?:number|string|boolean|Promise|Array|null|undefined)\b.{0,120};\s*$/;
const PREFIXED_STRING = /^\s+[rbfu]{1,2}(?:"[^"]{0,500}"|'[^']{0,500}')\s*[,)]{0,3}\s*$/;
const LOGIC_END = /(?:&&|\|\|)\s*$/;
const PATTERN = /\(\?[:!=<]|\[[A-Z][a-z]\][a-z]{3}|\.\*\?|\\b[^\w\s]/;
const FLOW_LIST = /^\s*(?:- )?[a-z][\w-]{1,40}: (?:\[["']|\{[a-z]\w{1,40}: \[)/;
const QUOTED_ITEM = /^\s*- (?:"[^"]{1,500}"|'[^']{1,500}')\s*$/;
const CLAUSE = /^\s*[a-z][\w.:]{0,80}\(.{0,400}\)(?: when .{1,200})?\s*(?:->|\{|\) \{|:)\s*$/;
const MATCH_ARM = /^\s*[\w:.(){}_<>, |&*"'-]{1,120} => \S/;
const CASE_ARM = /^\s*\*?["'][^"']{1,200}["']\*?\)\s/;
const PROPERTY = /^\s*[a-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,6}\s?=\s?[A-Za-z"']/;
const DOCUMENT_KEY =
  /^\s*(?:- )?["']?(?:alert|annotations|summary|description|title|expr|legendFormat|hint|advice|pattern|regexp?|regex|keywords?|help|comment|label|placeholder|tooltip|example|retry_on|name|query|rule|condition|documentation|runbook\w*|\$?ref|content|value)["']?\s?[:=]\s?\S/;
const JSON_PAIR = /^\s*"([^"]{1,80})"\s?:\s?(?:"|\[|\{)/;
const ERROR_KEY =
  /^(?:@?m(?:essage|sg)?|err(?:or|no|orMessage)?|error[._]?\w*|exception\w*|code|reason|cause|stack\w*|log|text|detail\w*|output|stdout|stderr|body|status\w*|state|fatal|syscall|address|reply\w+|last\w*|@\w+|body|raw|line|traceback|response|event)$/i;
const DASHBOARD =
  /^\s{0,4}\{.{0,400}"(?:panels|targets|schemaVersion|legendFormat|apiVersion|openapi|swagger|\$schema|dependencies|scripts|rules|alerts|annotations)"\s?:/;
/** An option as `--help` lists it, or a line of a command that goes on. */
const OPTION = /^\s{0,24}(?:-\w,? (?:[<[]?[\w-]{1,30}[>\]]?,? )?)?--[a-z][\w-]{1,40}(?:[ =[,<]|$)/;
const TAG =
  /^\s*<(?:!DOCTYPE|\/?(?:html|head|body|h[1-6]|p|ul|ol|li|div|span|td|tr|th|table|thead|tbody|a|title|meta|script|style|link|dt|dd|dl|br|em|strong|img|section|article|nav|footer|header)(?:[\s>/]))/i;

/**
 * Whether a line is source code, configuration or mark-up although it contains the words of an error, as string literals,
 * constants, message catalogues, alert rules and dashboards do.
 */
export function isCodeLine(line: string): boolean {
  const whole = line.length > MAX_CHARS ? line.slice(0, MAX_CHARS) : line;
  if (DIFF_LINE.test(whole) || DASHBOARD.test(whole) || TAG.test(whole) || OPTION.test(whole)) return true;
  const text = whole.replace(DIFF_MARK, '');
  if (STATEMENT.test(text) || OPERATOR_START.test(text) || CASE_ARM.test(text)) return true;
  if (QUOTED_ITEM.test(text) || CLAUSE.test(text)) return true;
  if (DOCUMENT_KEY.test(text) || PROPERTY.test(text) || isForeignPair(text)) return true;
  if (ERROR_NAMES.test(text) || ERROR_CONSTANT.test(text) || TYPED_MEMBER.test(text)) return true;
  if (PATTERN.test(text) || FLOW_LIST.test(text) || PREFIXED_STRING.test(text) || LOGIC_END.test(text))
    return true;
  return (
    quotes(text) &&
    (DECLARATION.test(text) || isStringItem(text) || MATCH_ARM.test(text) || OPERATOR_END.test(text))
  );
}

/** Whether a line is an entry of a catalogue: an alert, a pattern, a description, which quotes a message that nobody printed. */
export function isCatalogueEntry(text: string): boolean {
  return DOCUMENT_KEY.test(text.slice(0, MAX_CHARS));
}

/** A JSON pair whose key does not name an error: it is part of a catalogue, not of a dump. */
function isForeignPair(text: string): boolean {
  const key = JSON_PAIR.exec(text)?.[1];
  return key !== undefined && !ERROR_KEY.test(key);
}

function isStringItem(text: string): boolean {
  const found = STRING_ITEM.exec(text);
  if (found === null) return false;
  const rest = text.slice(found[0].length);
  return (
    rest.trim() === '' || /^[\w\s.,()[\]{}"'&|!=+-]{1,120}$/.test(rest) || /^\s*(?:\/\/|#|\/\*)/.test(rest)
  );
}

function quotes(text: string): boolean {
  return text.includes('"') || text.includes("'") || text.includes('`');
}

/** What people put before the items of a list: a bullet, a number, or the `o` of nested lists in plain text. */
const LIST_MARK = String.raw`(?:[-*+•·–]|\d{1,3}[.)]|o)`;
const LIST_ITEM = new RegExp(String.raw`^\s{0,12}${LIST_MARK}\s+\S`);

// A row of a Markdown table, also when one of its cells contains an error.
const TABLE_ROW = /^\s{0,8}\|[^|]*\|(?:[^|]*\|)+\s*$/;
const TABLE_MARK = /^[-+](?=\|)/;
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
  `^\\s{0,12}(?:${LIST_MARK} )?(?:[\\w./*+-]{2,40}(?:, ?[\\w./*+-]{2,40}){0,4}: )?${VERB} [^:=]`,
);
/** What a change does, in its description: `With this patch, a …`, `This commit handles …`. */
const CHANGE_DOES =
  /^\s{0,8}(?:(?:With|In|By|After|Since) this (?:commit|change|patch|PR|MR|(?:pull|merge) request|fix|diff)\b|[Tt]his (?:commit|patch|PR|MR|(?:pull|merge) request|diff|changeset) (?:also |now )?[a-z]{2,20}s\b)/;
const REFERENCES =
  /^\s{0,8}(?:[-*] )?(?:Related|See also|Refs?|Closes|Fixes|Fixed|Resolves|Duplicates?(?: of)?)(?: to)?:? {0,2}#\d/;
const CODE_ITEM = /^\s{0,12}(?:[-*+•]|\d{1,2}[.)]) `{1,2}[^`]{1,200}`{1,2}\s{1,3}(?!$)[\p{L}(–—-]/u;
const WISH =
  /^\s{0,12}(?:[-*+•]|\d{1,2}[.)]) .{3,200}\b(?:should(?: not|n't)? (?:be|have|get|not)|is never|is not|are not|must (?:be|not)|would be) /;
const NAMED_ERROR = /^[A-Z][a-z].{10,200}\b(?:is|are|means|returns?) `{0,2}E[A-Z]{4,14}`{0,2}\.$/;
const CODE_SPANS =
  /`[^`\s]{1,120}(?: [^`]{1,200})`[^`]{1,400}`[^`]{1,200}`|`[^`]{1,200}`[^`]{1,400}`[^`\s]{1,120} [^`]{1,200}`/;
const DIARY = /^\s{0,8}[-*•] \*{0,2}\d{1,2}:\d\d(?::\d\d)?\b/;
const ERRNO_GLOSSARY = /^\s{0,12}(?:[-*] )?`{0,2}E[A-Z]{3,14}`{0,2}(?:\s{2,40}|\t| – | — )[A-Za-z(]/;

/** What codes mean, one after the other: `0: accepted 1: refused 2: …`. */
const CODES_IN_LINE = /(?:^|\s)0 ?[:=] ?[A-Za-z][^:=]{2,80}[\s,;]1 ?[:=] ?[A-Za-z][^:=]{2,80}[\s,;]2 ?[:=] /;

const GLOSS = /^\s{0,12}[-*•] \**[A-Za-z][\w -]{2,30}\**(?::| [–—-]) .{3,120}\(`?E[A-Z]{4,14}`?\)\.?$/;

/** Shapes that only people write, whatever the words. */
const SHAPE_PATTERNS = [
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
  CHANGE_DOES,
  REFERENCES,
  CODE_ITEM,
  WISH,
  CODE_SPANS,
  NAMED_ERROR,
  DIARY,
  ERRNO_GLOSSARY,
  GLOSS,
  CODES_IN_LINE,
];

/**
 * Whether a line has the shape of something people write, whatever its topic: a row of a Markdown table, a check box,
 * a test title, a ticket, a commit, a changelog entry, the subject of a mail, an entry of a postmortem's time line.
 */
export function isWrittenLine(line: string): boolean {
  const text = (line.length > MAX_CHARS ? line.slice(0, MAX_CHARS) : line).replace(TABLE_MARK, '');
  if (PARTLY_BOLD.test(text) && !/^\s*\*\*[^*]+\*\*\s*$/.test(text)) return true;
  return SHAPE_PATTERNS.some((shape) => shape.test(text)) || COMMIT_SUBJECT.test(text);
}

/** The fences of Markdown, and HTML's for the same. */
const FENCE = /^\s{0,8}(?:```|~{3,8}[\w-]{0,20}\s*$|`\s*$|<\/?pre\b[^<>]{0,200}>\s*$)/;

/** Whether a line opens or closes a block in which people paste what programs printed. */
export function isFenceLine(text: string): boolean {
  return FENCE.test(text);
}

/** Whether a line is a heading of Markdown. */
export function isHeading(text: string): boolean {
  return /^\s{0,3}#{1,6}\s+\S/.test(text.slice(0, 40));
}

/** Whether a line is an item of a list as people write it: a bullet or a number, then words. */
export function isListItem(text: string): boolean {
  return LIST_ITEM.test(text);
}

const FRAME =
  /^\s{0,40}(?:at |File "|\.\.\. \d{1,6} (?:more|common)|Caused by:|Suppressed:|During handling of the above|The above exception was|Traceback \(most recent|--- End of |---> |#\d{1,4} |goroutine \d|created by |from \S{1,300}:\d{1,7}:in |\[Previous exception\]|Stack trace:|\[stacktrace\]|\^{1,200}\s{0,10}$|~{1,100}\^|[\w./<>-]{1,200}\.rb:\d{1,7}:in |[}\])]{1,4}[,;]?\s{0,4}$)/;
const EXCEPTION =
  /^(?:Unhandled exception\. |Uncaught |Exception in thread "[^"]{0,120}" |\[?(?:php|PHP) (?:Fatal error|Warning): {1,2})?(?:[A-Za-z_$][\w$]{0,80}(?:\.|\\|::|\/)){0,12}[A-Za-z_$][\w$]{0,80}(?:Error|Exception|Timeout|Closed|Failure|Forced|Fault|Missed|Interrupt|Warning|Signal|Lost|Refused|Locked|NotFound|Unreachable)(?:\s?\([^)]{0,120}\))?(?::|\s{0,2}$| \[)/;

/** Whether a line is part of a stack trace: a frame, a cause, or the line between two traces (Java, .NET, Node, Python, PHP, Ruby, Go). */
export function isTraceLine(text: string): boolean {
  return FRAME.test(text.length > 400 ? text.slice(0, 400) : text);
}

/** Whether a line only closes brackets: it may belong to a trace but does not make one. */
export function isCloser(text: string): boolean {
  return /^\s{0,40}[}\])]{1,4}[,;]?\s{0,4}$/.test(text.slice(0, 60));
}

/** Whether a line begins with the name of an exception, as the first line of a Java or Node trace and the last of a Python one do. */
export function isExceptionLine(text: string): boolean {
  return EXCEPTION.test(text.length > 400 ? text.slice(0, 400) : text);
}

const ORACLE = '(?:ORA|TNS|PLS|OCI|UCP|SP2|DPY|DPI|NJS|RMAN)-\\d{3,6}:';
const NUMBERED = '[A-Z]{2,8}\\d{4,6}[A-Z]?: ';
const RUBY = 'Errno::E[A-Z0-9]{2,14}(?::| \\()';
const AMQP_1_0 =
  'amqp:(?:(?:connection|session|link|transaction):)?[a-z]{3,20}(?:-[a-z]{2,20}){0,3}(?:$|[\\s:,])';
const BEAM = '\\([A-Z]\\w{1,60}(?:\\.[A-Z]\\w{1,60}){0,5}\\) [a-z]';
const APPLE = '(?:Error Domain=)?NS[A-Z]\\w{2,30}ErrorDomain (?:Code=)?-?\\d';
const CODED = new RegExp(`^\\s{0,8}(?:${ORACLE}|${NUMBERED}|${RUBY}|${AMQP_1_0}|${BEAM}|${APPLE})`);

/**
 * Whether a line begins with a code or class that only programs put before a message: Oracle's ORA- and TNS-, numbered messages
 * of Java servers and MSBuild, Ruby's `Errno::EMFILE:`, error conditions of AMQP 1.0, Elixir's `(DBConnection.ConnectionError)`,
 * Apple's error domains.
 */
export function hasMessageCode(text: string): boolean {
  return CODED.test(text.slice(0, 400));
}

const MAX_CHARS = 600;
// What a difference listing puts before a line is no part of it.
const DIFF_MARK = /^[-+](?=\s{2,}|\t|[a-z}#@"'])/;
const DIFF_LINE = /^(?:diff --git |index [0-9a-f]{6,40}\.\.|@@ -\d|(?:---|\+\+\+) [ab"]?\/)/;
const STATEMENT =
  /^\s*[)}\]]*\s*(?:(?:else|elif|elsif|catch|except|finally|rescue|match|unless)\b|(?:pytest|assert\w*|expect|it|describe|test|context|panic|die|croak|fail|echo|printf|print|puts|eprintln!|println!|write!|warn!|error!|info!|debug!|unreachable!|matches!|format!|bail!|anyhow!)\s?[("'`]|assert\w* |await |raise |throw |(?:self|this|cls|super)[.:]|[\w$]{0,40}[Ll]og(?:ger|ging)?\.\w{2,20}[("]|[\w.$]{1,60}\.(?:contains|starts_with|startsWith|startswith|endsWith|endswith|ends_with|includes|match(?:es)?|test|equals|indexOf|toThrow|toBe|toEqual|assert\w*|write_str|push_str|append|New|Errorf|Fatalf?|Sprintf|Printf|hasMessage\w*)\(|msgid(?:_plural)? "|msgstr(?:\[\d\])? "|#\[\w+\(|#(?:define|include|if|endif|ifdef)\b|syn (?:keyword|match|region) |grok \{|mutate \{|pattern \/|-define\(|handle_\w+\()/;
const DECLARATION =
  /^\s*(?:(?:export|public|private|protected|internal|static|final|const|let|var|val|pub|readonly|async|default)\s+)*(?:[\w<>[\],.?*&]{1,60}\s+)?[\w$]{1,60}\s*(?::\s?[\w<>[\],.?*&]{1,60}\s*)?(?::=|=)\s*(?:[&*]?new\s|[\w.&$:]{1,60}[({]|["'`[{(]|function\b|async\b|\[\]|\(\))/;
const STRING_ITEM =
  /^\s*(?:[-*]\s|\()?\s*[rbfuL@$]{0,2}(?:"(?:[^"\\]|\\.){0,500}"|'(?:[^'\\]|\\.){0,500}'|`[^`]{0,500}`)\s*(?:[,;+\\)]|=>|:\s|\|\|?|&&|\bin\b|%)[\s,;)+\\&|]{0,8}/;
const OPERATOR_START = /^\s*(?:\|\||&&|\?\?|\.then\(|\.catch\(|=> )/;
const OPERATOR_END = /(?:\|\||&&|" \+|' \+|[\w)\]] \+|=> \{?|\) \{|\)\s?->|-> ?\{?|\)\s?:|\{)\s*$/;
const ERROR_NAMES = /(?:\b(?:WSA)?E[A-Z0-9_]{3,15}\b[\s,|)]{1,8}){3}/;
const ERROR_CONSTANT =
  /(?:\berrno\.|Errno::|\bsyscall\.|\bErrorKind::|\bPOSIX::|\bSocketError\.|\bHttpStatus\.)(?:WSA)?[A-Z]|\bnew [A-Z]\w{0,60}(?:Error|Exception)\(|\b(?:if|and|or|not|in) \(?errno\b/;
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
const TAG =
  /^\s*<(?:!DOCTYPE|\/?(?:html|head|body|h[1-6]|p|ul|ol|li|div|span|td|tr|th|table|thead|tbody|a|title|meta|script|style|link|dt|dd|dl|br|em|strong|img|section|article|nav|footer|header)(?:[\s>/]))/i;

/**
 * Whether a line is source text, a document's configuration or mark-up even though the words of an error stand in it,
 * as string literals, constants, catalogues of messages, alert rules and dashboards have them.
 */
export function isCodeLine(line: string): boolean {
  const whole = line.length > MAX_CHARS ? line.slice(0, MAX_CHARS) : line;
  if (DIFF_LINE.test(whole) || DASHBOARD.test(whole) || TAG.test(whole)) return true;
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

/** A pair of JSON whose key does not say that its value is an error: a catalogue, not a dump. */
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

import { hasMessageCode, isCatalogueEntry, isCodeLine, isListItem, isWrittenLine } from './line-shape.ts';
import { printedLine } from './printed-line.ts';

/** Who wrote a line, judged by its words: a person explaining, a programmer, a program that reports an error; neutral when they do not decide. */
export type LineWords = 'prose' | 'code' | 'error' | 'neutral';

const PERSON =
  /\b(?:I|I'm|I've|I'd|we|We|we're|We're|we've|our|Our|my|My|me|us|let's|Let's|you|You|your|Your|you're|he|she|they|They|anyone|someone|somebody|everyone|thanks|Thanks|thank|Thank|hello|Hello|Hi|hi|guys|folks)\b(?![\w:=/@.-]{0,1}[=/@])/g;
const ADVICE =
  /\b(?:should|shouldn't|please|Please|recommend(?:ed|s)?|advise[ds]?|prefer|consider|instead|don't|doesn't|didn't|isn't|wasn't|can't|won't|would|could|might|maybe|perhaps|probably|usually|typically|normally|sometimes|often|agreed|seems|think|guess|hope|want|wanted|tried|noticed|wonder|happens|understand|explains?|means|describes?|for example|e\.g\.|i\.e\.|in order to|make sure|Make sure|as expected|above|below|following|this article|documentation|docs|readme|README|tutorial|example|examples|however|However|therefore|Therefore|although|Although|whether|whenever|unless|also|Also)\b/g;
const NEWS =
  /\b(?:no longer|now|Now|Fixed|fixed|fixes|Fixes|Added|added|adds|Adds|Removed|removed|Changed|changed|improved|Improved|deprecated|Deprecated|renamed|introduced|released?|default(?:s)? (?:is|to)|was \d|new metric|New)\b/g;
const JOINERS =
  /\b(?:because|Because|when|When|if|If|which|that|while|While|see|See|then|so|but|But|and|after|After|before|Before)\b/g;
const HEADING = /^\s{0,3}#{1,6}\s+\S/;
/** A tracker of errors made a heading out of an exception: `# [Sentry] Net::ReadTimeout: …`. */
const TRACKER_HEADING = /^\s{0,3}#{1,6} \[\w{2,20}\] /;
const RULE = /^\s*(?:```|~~~|---+\s*$|===+\s*$|<!--|\|\s*[-:]{3,}|\|\s*[A-Z][^|]*\|[^|]*\|)/;
const CHAT =
  /^\s*(?:\[\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]|\d{1,2}:\d\d(?: ?[AaPp][Mm])?|\[?\d{1,2}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?(?:\]| (?=- )))\s{0,3}(?:-\s)?<?@?\p{L}[\p{L}\w. -]{0,30}>?(?::| {2}| \[)/u;
const NAME_SAYS =
  /^(?:@[\w.-]{2,40} |[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})? {1,3}(?:\d{1,2}:\d\d|[Tt]oday|[Yy]esterday))/;
const COMMENT =
  /^\s*(?:\/\/|\/\*|\*\/|\* (?![\w./-]{1,40}\[\d{1,7}\]: )[a-z@]|#(?!\d{1,3} |\[?\d)[^!]|--\s|;{1,2}\s|%%?\s|<!--|REM\s|"""|'''|<\?(?:php|xml)|#!)/;
const SHELL =
  /^\s*(?:\$ |[\w.-]{1,32}@[\w.-]{1,64}(?::| )[^$#]{0,80}[$#] |[\w.-]{1,64}:[~/][^$#\s]{0,80} [$#] |PS [A-Z]:\\|[A-Z]:\\[^>]{0,80}>|(?:root|bash[-\d.]*|sh[-\d.]*)[#$] |\[[\w.-]+@[\w.-]+ [^\]]{0,80}\][$#] |(?:sudo|docker|kubectl|rabbitmqctl|systemctl|journalctl|curl|grep|tail|cat|netstat|ss|lsof|iptables|sysctl|npm|pip3?|python3?|node|php|git|helm|apt|apt-get|yum|brew|openssl|telnet|nc|tcpdump|mysql|psql|redis-cli|mosquitto_(?:sub|pub)|echo|export|cd|ls|\.\/\w+)\s+[\w./'"-])/;
const CODE_START =
  /^\s*(?:import |from \S+ import |export (?:default|const|class|function) |const |let |var |def |async |await |class |function |func |public |private |protected |static |return\b|if ?\(|if \w+.*:\s*$|else\b|for ?\(|for \w+ in |while ?\(|try\b|except\b|catch\b|finally\b|raise |throw |with \w+.* as |switch ?\(|case .*:|package |using |namespace |#include|#define|struct |type \w+ |fn |impl |pub |use [\w\\:]+|require\b|include\b|@\w+(?:\(|\s*$)|new \w+\(|self\.|this\.|\$\w+(?:->|\s*=)|println|print\(|console\.|logger?\.\w+\(|logging\.|SELECT |INSERT |UPDATE |DELETE |CREATE )/;
const CODE_END = /(?:[;{]|=>|\)\s*->|\),?|\],?|\}\)?;?,?|\\)\s*$/;
const ASSIGN = /^\s*[\w.$\][>"'-]{1,80}\s*(?:=|:=|\+=|=>)\s*\S/;

// The end of a record that was cut when pasted: a field, then a sentence.
const FIELD_AND_WORDS = /^[a-z_]{2,20}=[\w.:-]{1,80}(?: [a-z]{2,20}){3}[^"'`;{}=]*$/;
const SETTING =
  /^\s*(?:- )?(?!\d{1,2}:\d\d\b)"?[\w.-]{2,60}"?\s*:\s*(?:$|["'\d[{&*!|>]|(?:true|false|null|none|yes|no|on|off)\b|[\w./:@%-]{1,80}\s*(?:#.*)?$)/;
const CONFIG =
  /^\s*(?:[a-z][\w.-]{1,60}\s*=\s*\S+\s*$|\{[a-z_]{2,60},\s*[\w{["'<]|<\/?[A-Za-z][\w:.-]*(?:\s[^>]*)?>|\[[\w.-]+\]\s*$|[a-z_]{3,40}\s+(?:\d{1,9}|true|false|on|off|[\w./-]{1,60})\s*;?\s*$)/;
const MACHINE =
  /(?:\bE(?:CONN|TIMED|PIPE|HOST|NET|ADDR|MFILE|NFILE|NOTFOUND|AI_|NOTCONN)[A-Z_]*\b|\b[A-Z]{3,}(?:_[A-Z]{2,}){1,6}\b|\b[A-Z][\w.]*(?:Exception|Error)\b|\b[Ee]rrno\b|\(\d{3}\)|\breply-code\b|(?:^|[^.] )(?:[Ff]ailed to|[Uu]nable to|[Cc]ould not|[Cc]annot|[Cc]an't connect|[Cc]onnection (?:reset|refused|timed|closed|lost|aborted)|[Bb]roken pipe|[Tt]imed out|[Tt]oo many|[Nn]o route to host|[Aa]ddress already in use|[Cc]annot assign)\b|\b(?:missed|missing) (?:server )?heartbeats?\b|<\d+\.\d+\.\d+>|\b\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}\b|\b[\w-]{1,40}(?:\.[\w-]{1,40}){0,8}:\d{4,5} -> |0x[0-9a-fA-F]{4,}|\bmilliseconds ago\b|\brabbit@[\w-])/;
const STRONG_START =
  /^\s{0,8}(?:[A-Za-z_$][\w.$\\/:]{0,120}?(?:Error|Exception|error|exception|Timeout|Closed|Failure|Fault)\b[^a-z]{0,3}:?|(?:read|write|connect|getaddrinfo|listen|send|recv|dial) E[A-Z]{3,}|Error: \S|(?:Warning|Fatal|FATAL|Uncaught|Unhandled|panic|fatal error|severe)\b|upstream connect error or disconnect\/reset|[A-Z]{2,}(?:_[A-Z0-9]+)+\b)/;
const CHANGE =
  /^\s{0,12}[-*+•]\s+(?:\*\*)?(?:Fix(?:e[sd])?|Add(?:s|ed)?|Remove[sd]?|Change[sd]?|New|Now|Improve[sd]?|Deprecate[sd]?|Bump(?:s|ed)?|Support|Allow|Make|Use|Drop|Update[sd]?|Upgrade[sd]?|Handle|Avoid|Prevent|Ensure|Rename[sd]?|Refactor|Document|The|A|An|This|It|When|If|Set|Check|Run|See)\b/;
const STATES = /\b(?:CLOSE|TIME|FIN|LAST|SYN)_(?:WAIT[12_]*|ACK|SENT|RECV)\b/g;
const CALL = /^\s*(?:await )?[\w.$]{1,80}\((?:[^()]|\([^()]{0,200}\)){0,400}\);?\s*$/;
const OPENER =
  /^\s{0,8}(?:Does|Do|Did|Is|Are|Was|Why|How|What|Where|When|Which|Who|Can|Could|Should|Has|Have|Any|See|Read|Note|Tip|Hint|For (?:more|details))\b/;
const POINTER =
  /^\s{0,8}(?:See (?:also |the |https?:|\[)|Read (?:more|the)|Note(?: that|:)|Tip:|For (?:more|details))/;
const GENERAL =
  /\b(?:closes|sends|logs|uses|waits|raises|emits|whereas|prints|drops|keeps|expects|requires|supports|provides|allows|lets|defines|detects|indicates|refers|occurs|considered|(?:is|are) (?:sent|used|called|detected|closed by|set to|enabled|disabled)|(?:will|can|may|must) be|does not|do not|what|about every|discussed|got|again)\b/g;
const DEFINITION =
  /^[A-Z][\w "'`()-]{3,80} (?:means|indicates|refers to|is (?:a|an|the|usually|often|when)|happens|occurs) /;
const WHENEVER = /^\s{0,8}(?:When|If|Once|After|Before|While|Since|As soon as|Because) [a-z]/;
const LABEL =
  /^\s{0,8}\**(?:Steps? to reproduce|(?:Expected|Actual) (?:behaviou?r|results?|output)|Describe the|Additional context|To reproduce|TODO|FIXME|Meeting|Notes?|Summary|Background|Question|Answer|Solution|Workaround|Symptoms?|Resolution|Tip)\b[^:;\n]{0,40}:/i;
const DO =
  /^\s{0,12}(?:[-*+•]|\d{1,2}[.)])\s+(?:Restart|Check|Run|Open|Start|Stop|Set|Try|Make|Use|Verify|Look|Increase|Decrease|Enable|Disable|Install|Configure|Wait|Go|Read|Connect|Create|Delete|Kill|Find)\b/;
const SPEAKER =
  /^\s{0,4}@?[A-Za-z][\w.-]{1,24}(?: [A-Z][\w.-]{1,24})? {1,4}(?:\[?\d{1,2}:\d\d(?::\d\d)? ?(?:[AaPp][Mm])?\]?|[Tt]oday at|[Yy]esterday at)[^a-z]{0,20}$/;

// Advice that programs print; it must not make their messages look as if a person wrote them.
const VENDOR =
  /This probably means the server terminated abnormally|before or while processing the request|This means (?:that )?the time between subsequent calls|which typically implies|You can address this|Please check your connection settings|consider using a (?:longer|shorter)|[Ss]ee (?:the )?(?:broker log|consumers doc guide)|Ensure the client is|This error typically|This could be related|timeout value can be configured|will leave the group because|keepalive disabled, you probably need|^\s*\* We (?:saw|can still see) /;
/** A sample of a metric in Prometheus' text format, and a counter of `varnishstat` at zero: what they are named after did not happen. */
const STATISTIC =
  /^\s{0,8}(?:[A-Za-z_:][\w:.]{0,120}\{[^{}]{0,800}\} (?:=>.*|-?[\d.eE+-]{1,30}(?: \d{1,16})?\s*)$|[\w:-]{1,60}(?:\.[\w:()-]{1,80}){1,6}\s+0\s+0\.00\s)/;
const SAMPLE_CHARS = 1500;
/** Some programs write the system's failures with capitals: `Too Many Open Files`. */
const TITLED = /(?:\b[A-Z][a-z]{1,20} ){2}[A-Z][a-z]/;

/** `class.method:line - `: log4j's %C.%M:%L when the time and level before it were cut off. */
const LOGGING_PLACE = /^[\w$]{1,80}(?:\.[\w$]{1,80}){2,12}:\d{1,5} - /;

/** An exception among the fields of a hash as Ruby before 3.4 prints it, over several lines: `:exception=>MarchHare::ChannelAlreadyClosed,`. */
const INSPECTED_EXCEPTION = /^\s{0,40}:exception=>#?<?[A-Z]\w{1,60}(?:::[A-Z]\w{1,60})*/;

/** Who answers puts this before each line that is answered, and a difference before each item that is new. */
const QUOTED_REPLY = /^(?:\s{0,3}(?:> ?){1,4}(?=[A-Z][a-z]{0,15} [a-z])|\+(?=\s{0,8}[-*#] ))/;

/** Classifies one line: a catalogued message is what it is, whatever its words. */
export function lineWords(line: string): LineWords {
  const printed = printedLine(line.slice(0, SAMPLE_CHARS));
  if (printed !== undefined) return printed === 'first' ? 'error' : 'neutral';
  return wordsAlone(line);
}

/** Classifies one line by its shape first and its words second. Reads the first 1,500 characters at most. */
export function wordsAlone(line: string): LineWords {
  const text = line.slice(0, SAMPLE_CHARS).replace(QUOTED_REPLY, '');
  if (STATISTIC.test(text)) return 'code';
  if (LOGGING_PLACE.test(text) || INSPECTED_EXCEPTION.test(text)) return 'error';
  if (TRACKER_HEADING.test(text) && startsAsError(text.replace(TRACKER_HEADING, ''))) return 'error';
  if (
    CHAT.test(text) ||
    SPEAKER.test(text) ||
    LABEL.test(text) ||
    DO.test(text) ||
    NAME_SAYS.test(text) ||
    HEADING.test(text) ||
    RULE.test(text) ||
    CHANGE.test(text) ||
    asks(text)
  )
    return 'prose';
  const coded = hasMessageCode(text);
  if (!coded && isCatalogueEntry(text) && QUOTED_MESSAGE.test(text.replaceAll("'", '"'))) return 'prose';
  if (!coded && (SHELL.test(text) || COMMENT.test(text) || isCodeLine(text))) return 'code';
  if (!coded && isWrittenLine(text)) return 'prose';
  const strong = startsAsError(text);
  if (!strong && (isForeignProse(text) || quotesMessage(text) || isListedQuote(text))) return 'prose';
  const personal = count(text, PERSON) * 3;
  const vendor = VENDOR.test(text);
  const plain = text.replace(STATES, '');
  const machine = vendor || MACHINE.test(plain) || (TITLED.test(plain) && MACHINE.test(plain.toLowerCase()));
  const score =
    personal +
    count(text, ADVICE) * 2 +
    count(text, NEWS) * 1.5 +
    count(text, JOINERS) * 0.75 +
    count(text, GENERAL) * 1.5 +
    marks(text);
  const need = 2.9 + (machine ? 3 : 0) + (strong ? 4 : 0) + (vendor ? 8 : 0) + Math.min(text.length / 120, 4);
  if (score >= need) return 'prose';
  if (strong) return 'error';
  if (isCode(text, machine)) return 'code';
  return machine ? 'error' : 'neutral';
}

/** Whether a line gives advice in words that a program is known to print with its message. */
export function isPrintedAdvice(text: string): boolean {
  return VENDOR.test(text);
}

/** Whether a line begins as programs report errors: with the name of an exception, or a system call and its error. */
export function startsAsError(text: string): boolean {
  return (
    hasMessageCode(text) ||
    INSPECTED_EXCEPTION.test(text) ||
    STRONG_START.test(text.slice(0, 400).replace(/^\s{0,8}[-*•] /, ''))
  );
}

const QUOTED_MESSAGE = /"[^"]{12,300}"|`[^`]{12,300}`/;
const SENTENCE_WORD =
  /\b(?:the|a|an|is|are|it|its|that|this|should|of|and|to|for|on|when|which|was|were|has|have|no longer|now|will|can|may|you|your|while|if|we|our|my|i)\b/gi;

/** Whether a sentence of some length quotes a message of several words. */
function quotesMessage(text: string): boolean {
  const quoted = QUOTED_MESSAGE.exec(text)?.[0];
  if (quoted === undefined || quoted.split(' ').length < 3) return false;
  // `… failed for query "SELECT 1": connect ETIMEDOUT` quotes what was tried, and tells the error itself.
  const end = text.lastIndexOf('": ');
  if (end >= 0 && startsAsError(text.slice(end + 3))) return false;
  return count(text.replaceAll(new RegExp(QUOTED_MESSAGE, 'g'), ''), SENTENCE_WORD) >= 3;
}

/** An item of a list that names a message among others: `│ 1. 客户端报错 "Connection reset by peer" │`. */
function isListedQuote(text: string): boolean {
  const item = text.replace(/^\s{0,8}[│┃|║]\s*/u, '');
  return isListItem(item) && QUOTED_MESSAGE.test(item) && /\p{Script=Han}{2}/u.test(item);
}

function isCode(text: string, machine: boolean): boolean {
  if (CODE_START.test(text) || CALL.test(text)) return true;
  if (machine) return ASSIGN.test(text) && CODE_END.test(text);
  return (
    CONFIG.test(text) ||
    SETTING.test(text) ||
    (ASSIGN.test(text) && !FIELD_AND_WORDS.test(text)) ||
    /[;{]\s*$/.test(text) ||
    /^\s*[\])}]+[;,)]*\s*$/.test(text)
  );
}

/** What went wrong, but not how long something may take: `timeout: 30` sets a limit. */
const FAILURE_WORD =
  /(?:error|timed?_?out|refused|closed|failed|failure|alert|lost|down|reset|killed|denied|expired|missed|unreachable|terminated)(?![a-z])(?!["']?\s*[:=,]\s*\d)/i;

/** Whether lines that were taken for code may as well be terms or tokens of a failure that a program printed. */
export function maybePrinted(texts: readonly string[]): boolean {
  return texts.some((text) => FAILURE_WORD.test(text)) && !texts.some(isSource);
}

function isSource(text: string): boolean {
  if (STATISTIC.test(text)) return true;
  if (isCodeLine(text) || SHELL.test(text) || COMMENT.test(text) || CODE_START.test(text)) return true;
  return CALL.test(text) || ASSIGN.test(text);
}

/** A question to the reader, or a reference to something to read. */
function asks(text: string): boolean {
  if (text.trimEnd().endsWith('?') && count(text, PERSON) > 0 && !startsAsError(text)) return true;
  if (!OPENER.test(text)) return false;
  return text.trimEnd().endsWith('?') || POINTER.test(text);
}

function marks(text: string): number {
  let score = 0;
  if (isListItem(text)) score += 2;
  if (DEFINITION.test(text)) score += 4;
  if (score === 0 && /^[A-Z][^:=]{24,}\.$/.test(text) && count(text, GENERAL) > 0) score += 1;
  if (WHENEVER.test(text)) score += 3;
  if (/\?(?:\s|$)/.test(text)) score += 2;
  if (text.includes('`')) score += 2;
  if (/`--?[a-z][\w-]*`/.test(text)) score += 3;
  if (/\]\(https?:|https?:\/\/\S+\s*$/.test(text)) score += 1;
  if (/[a-z]{2,}[.!] [A-Z][a-z]/.test(text)) score += 0.75;
  if (/[:;]-?\)|:[a-z_]{3,20}:(?:\s|$)/.test(text)) score += 2;
  if (/\p{Script=Han}{6,}|\p{Script=Cyrillic}{3,} \p{Script=Cyrillic}/u.test(text)) score += 0.5;
  return score;
}

function count(text: string, pattern: RegExp, most = 6): number {
  pattern.lastIndex = 0;
  let found = 0;
  while (found < most && pattern.test(text)) found++;
  return found;
}

/** Whether a line is one message of a chat as people copy it, with its time first. */
export function isChatLine(text: string): boolean {
  return CHAT.test(text.slice(0, 200));
}

/** Whether a line names a speaker and a time of day, as copied chats do; the lines that follow are speech, whatever their words. */
export function isSpeakerLine(text: string): boolean {
  return text.length < 80 && SPEAKER.test(text);
}

const GERMAN =
  /(?<![\p{L}])(?:der|die|das|den|dem|des|ein|eine|einen|einer|einem|und|oder|aber|wenn|dass|weil|damit|sonst|nicht|kein|keine|ist|sind|wird|werden|hat|haben|bei|beim|mit|von|vom|zum|zur|für|auf|auch|noch|nach|sich|steht|sieht|bedeutet|meldet|bekommt|erscheint|sollte|muss|im|ins)(?![\p{L}])/giu;
const FRENCH =
  /(?<![\p{L}])(?:le|la|les|un|une|des|du|de|et|ou|mais|quand|lorsque|si|que|qui|dans|sur|sous|avec|pour|par|est|sont|sera|il|elle|nous|vous|ne|pas|plus|ce|cette|ces|son|sa|ses|au|aux|aucun|déjà|faut)(?![\p{L}])|(?<![\p{L}])[ldnsqc]['’](?=\p{L})/giu;
const SPANISH =
  /(?<![\p{L}])(?:el|la|los|las|un|una|de|del|y|pero|cuando|si|que|en|con|por|para|es|son|está|hay|se|han|al|como|porque|normalmente|puede|pueden|miles|muestra|aparece|indica)(?![\p{L}])/giu;
const PORTUGUESE =
  /(?<![\p{L}])(?:os|um|uma|de|da|dos|das|ou|mas|quando|se|que|na|nos|nas|com|por|para|é|são|está|não|foi|sem|esse|essa|este|isso|sim|pelo|pela|registra|acontece|significa)(?![\p{L}])/giu;
const RUSSIAN =
  /(?<![\p{L}])(?:и|или|но|если|когда|что|чтобы|это|этого|не|на|в|с|по|из|за|к|для|при|от|до|же|как|можно|нужно|долго|означает|пишет|появляется)(?![\p{L}])/giu;
const CHINESE =
  /的|了|是|表示|通常|一般|如果|建议|可以|需要|请|时候|时,|时,|即可|将会|就会|会|把|用于|由于|因为|导致|出现|原因|报错|排查|解决|问题|抛出|没有|已经|意味|说明|正常|打印|断开|超时/gu;
const MOST_FOREIGN = 12;
const LATIN = [GERMAN, FRENCH, SPANISH, PORTUGUESE];

/** Phrases that programs print in English everywhere; in a sentence of another language, somebody quotes them. */
const ENGLISH_MESSAGE =
  /\bE[A-Z]{4,14}\b|[Cc]onnection (?:reset|refused|timed out|closed|is not available)|[Bb]roken pipe|[Tt]oo many|missed heartbeats|[Cc]annot assign|[Tt]imed? ?out|TIME_WAIT|CLOSE_WAIT|[A-Z]\w+(?:Exception|Error)\b|bad connection|invalid connection|\bheartbeat|\b[a-z]{3,20}_(?:timeout|closed|error|refused|lost|reset)\b/;

/**
 * Whether a line is a sentence in German, French, Spanish, Portuguese, Russian or Chinese that quotes an English message.
 * Messages that an operating system prints in those languages contain no English, so they are not affected.
 */
function isForeignProse(line: string): boolean {
  const text = line.slice(0, SAMPLE_CHARS);
  const listed = isListItem(text);
  if (!listed && !ENGLISH_MESSAGE.test(text)) return false;
  const asked = text.trimEnd().endsWith('?');
  if (
    count(text, CHINESE, MOST_FOREIGN) >= (asked ? 1 : 2) ||
    count(text, RUSSIAN, MOST_FOREIGN) >= (asked ? 1 : 2)
  )
    return true;
  const words = text.split(/\s+/).length;
  const need = asked || listed ? 2 : Math.max(3, Math.floor(words / 6));
  return LATIN.some((language) => count(text, language, MOST_FOREIGN) >= need);
}

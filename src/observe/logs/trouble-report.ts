import { EXPLAINS } from './explains.ts';
import type { LogRecord } from './log-record.ts';

/** Longer texts are articles or threads, in which quoting a message does not mean having the problem. */
const MOST_RECORDS = 40;
const TROUBLE =
  "errors?|exceptions?|issues?|problems?|trouble|fail(?:s|ed|ing|ure|ures)?|disconnect(?:s|ed|ing|ion|ions)?|timeouts?|crash(?:es|ed|ing)?|stuck|hang(?:s|ing)?|hung|stops?|stopped|los(?:e|es|t|ing)|messages?|warnings?|drop(?:s|ped)?|rejected|refused|broken|breaks?|offline|can(?:'t|not)|won't|unable";
/** What may follow the owner of a thing that does not work any more. */
const ENDS = 'closed|die[sd]?|dying|exits?|restarts?|delivered twice|never go away|split';
/** A program of the person's own is quoted: "we see `…`", "they print "…"". */
const QUOTES =
  '(?:this|these|the following(?: in (?:the |our |its )?(?:\\w+ )?(?:logs?|output|console))?|it|them|with|by|only|now|then|just|a lot of)?:? ?(?=["`\'“]|$)';
const OWN_TROUBLE = new RegExp(
  [
    String.raw`\b(?:[Ii]|[Ww]e)(?:'m| am|'re| are|'ve| have| have been| keep| often| always| sometimes| just)? ?(?:facing|getting|get|got|gets|see|seeing|saw|observe|observing|experienc\w+|encounter\w*|came across|stumbled (?:up)?on|hit|hitting|having|have|had|noticed?|find|found|receiv\w+|running into|run into)\b(?: ${QUOTES}|[^.?!]{0,120}\b(?:${TROUBLE})\b)`,
    String.raw`\b(?:[Ii]|[Ww]e)(?:'m| am|'re| are)? (?:keep )?(?:getting|get|got|seeing|see|hit|hitting) (?:this|these|the following)(?: errors?| messages?| exceptions?)?(?: when| while| after| on| in|:|$)`,
    String.raw`\b(?:[Mm]y|[Oo]ur)\b(?! (?:opinion|view|understanding|knowledge|experience)\b)[^.?!]{0,100}\b(?:${TROUBLE}|${ENDS}|keeps? \w+ing)\b`,
    String.raw`\b(?:[Mm]y|[Oo]ur)\b[^.?!]{0,100}\b(?:says?|prints?|logs?|wrote|throws?|reports?|shows?)\b ${QUOTES}`,
    String.raw`\b(?:[Ee]rror|[Ii]ssue|[Pp]roblem|[Ww]arning)s?\b[^.?!]{0,60}\b(?:I|we|my|our)\b`,
    String.raw`\b[Ee]ncountered (?:(?:the|this|an?|some|following) ){0,2}(?:problem|error|issue|exception)s?\b`,
    String.raw`\b(?:I|[Ww]e) (?:can't|cannot|could not|couldn't|am unable|are unable|don't know why|had to)\b`,
    String.raw`\b(?:is|are) (?:down|dead|stuck|unavailable|unreachable|broken|offline) (?:again|since|now)\b|\b(?:is|are) (?:blocking|hanging|failing|crashing|rejecting|refusing|restarting|losing|dropping)\b|\bover and over\b|\bon its own\b`,
    String.raw`\b[Ss]ince (?:yesterday|today|this morning|noon|last (?:week|night|month)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|the (?:last )?(?:update|upgrade|deploy\w*|migration|restart|change|release))\b`,
    String.raw`\b[Ss]ymptoms? (?:is|was|are|were)\b`,
    String.raw`\bworks? (?:fine|well|normally)\b[^.?!]{0,80}\b(?:until|but then|then)\b|\bI found the following\b|\b[Pp]lease (?:help|ask me|advise)\b|\b[Aa]ny (?:idea|help|suggestion)s?\b|\b[Hh]ow (?:can|do|should) (?:I|[Ww]e) (?:solve|fix|avoid|resolve|troubleshoot|keep)\b`,
    String.raw`\b(?:[Uu]nser|[Uu]nsere|[Uu]nserem|[Uu]nseren|[Mm]eine?|[Ww]ir|[Ii]ch)\b[^.?!]{0,120}\b(?:Fehler|Problem|verlier\w+|abbr\w+|bekomm\w+|stürzt|hängt|keine Verbindung)\b|\bHat jemand eine Idee\b`,
    String.raw`\b(?:[Nn]otre|[Nn]os|[Mm]on|[Mm]es|[Nn]ous|[Jj]'ai|[Jj]e)\b[^.?!]{0,120}\b(?:erreurs?|problème|perd\w*|échou\w+|plant\w+|bloqu\w+)\b`,
    String.raw`\b(?:[Nn]uestr[oa]s?|[Mm]is?|[Tt]enemos|[Tt]engo)\b[^.?!]{0,120}\b(?:error(?:es)?|problema|pierde\w*|falla\w*|cae)\b`,
    '(?:[Уу] нас|[Уу] меня|[Нн]аш\\S*|[Мм]ы)[^.?!]{0,120}(?:ошибк|проблем|пада|теря|обрыва|не работает)',
    '(?:我们|我的|我)[^。?!]{0,60}(?:报错|错误|问题|断开|失败|无法|日志如下)|请问|发现了?一?个?问题|遇到了?.{0,12}(?:问题|报错|错误)',
  ].join('|'),
);

/** What a log of the person's own says, unless the sentence tells when logs say so. */
const LOG_SAYS = new RegExp(
  [
    String.raw`\b(?:[Ii]n|[Ff]rom) (?:the|its) (?:[\w'’]+ ){0,3}logs?:`,
    String.raw`\b[Ll]ogs? (?:says?|shows?|reports?|complains?|(?:is|are) (?:full of|flooded with)|keeps? (?:saying|printing|showing))\b`,
    String.raw`\b[Ll]og (?:steht|meldet|sagt)\b|\b[Ll]ogs? (?:muestran?|dicen?|affichent?|indiquent?)\b|\b(?:[Ee]n el|[Nn]o) log (?:\w+ ){0,3}(?:aparece|sale|se ve|pone)\b|¿[Aa]lguna idea|[Aa]lguma ideia|[Uu]ne idée ?\?|[Вв] логах?\b`,
    '(?:日志|log)(?:里面?|中)?(?:报|显示|提示|出现|打印)|(?:一直|偶尔|经常|总是|突然|频繁)会?(?:报|出现|提示|断开)|报(?:了|出|这个|以下|如下)',
  ].join('|'),
);

/** What only a document says of itself. */
const ABOUT_ITSELF = /本文|本章|概述|\b[Tt]his (?:article|guide|page|document|chapter|section|tutorial)\b/;

/** Titles that forms for reports put above what a reporter pastes. */
const REPORT_TITLE =
  /^\W{0,8}(?:Describe the (?:bug|issue|problem)|(?:Expected|Actual|Current|Observed) (?:behaviou?r|results?|output)|(?:Steps )?[Tt]o [Rr]eproduce|Reproduction|What happened|Bug (?:report|description)|Is there an existing issue)/;

/** What somebody saw and noted as the item of a list: a command fails, and how. */
const NOTED =
  /^\s{0,4}[-*•] .{0,120}\b(?:fails?|stops?|hangs?|dies|crashes) (?:at once |immediately |always |again )?(?:with|after|in)\b.{0,40}["`']/;
const ANSWERED = /^\W{0,4}Q\s?[:.] .*\sA\s?[:.] /;

/** What somebody only knows from others. */
const HEARSAY =
  /\b(?:I|[Ww]e)(?:'ve| have)? (?:read|heard|learn(?:ed|t)) (?:that|somewhere|about)\b[^.?!]{0,300}/g;

/** The problem is described as solved. */
const OVER =
  /\b(?:are|is|was|were|has been|have been|got) (?:gone|fixed|solved|resolved)\b|\bno longer\b|\bwent away\b|\bnothing is (?:broken|wrong)\b/i;

/**
 * Whether a short text is a person's report of a problem of their own ("I am getting …", "our consumer stops …"). A message
 * quoted in such a report really occurred, unlike one that a manual or a changelog explains.
 */
export function isTroubleReport(records: readonly LogRecord[]): boolean {
  if (records.length > MOST_RECORDS) return false;
  const texts = records.map(({ lines }) => joined(lines.map(({ text }) => text)).replace(HEARSAY, ''));
  if (texts.some((text) => OVER.test(text) || ANSWERED.test(text))) return false;
  return texts.some(
    (text) =>
      OWN_TROUBLE.test(text) ||
      NOTED.test(text) ||
      (LOG_SAYS.test(text) && !EXPLAINS.test(text) && !texts.some((one) => ABOUT_ITSELF.test(one))),
  );
}

/** A remark is so short that nothing is explained beside the message it quotes. */
const SHORT_RECORDS = 3;
const SHORT_CHARS = 400;
const QUOTED_MESSAGE = /["`][^"`]{12,300}["`]/;
/** That something is now otherwise than it was, or than it ought to be. */
const HAPPENED =
  /\b(?:now|since|after|today|yesterday|again|but|can't|cannot|doesn't|won't|works?|worked|fails?|suddenly|still|any ?more)\b/i;
/** What may be wished for or is so in general, and the shapes of lists, titles and source code. */
const NO_REMARK =
  /\b(?:should|would|could|might|may|suggest\w*|nit|typo|request|rename\w*|explained|documented|page|section|guide|chapter|if|when(?:ever)?|usually|typically|often|examples?|roadmap|tip|no longer|instead|otherwise|I(?:'ve)? (?:have )?(?:read|heard) that|is it (?:ok|okay|safe|fine|possible|wise|enough)|or will|plan(?:s|ned|ning)?|no case|questions? for|fill(?:ing)? in|not (?:yet )?deployed)\b|^\W{0,4}Q\s?[:.] |^\W{0,4}[-*•#|>]|^\s{0,8}(?:\/\/|\/\*|--|\d{1,3}[.)] )|[;{}]\s*$|=>|\w\(/i;

/** Whether a text is only a remark that quotes a message: "pool removed on Friday, now: `…`". Nobody hands that over for its own sake. */
export function isRemark(records: readonly LogRecord[]): boolean {
  if (records.length > SHORT_RECORDS) return false;
  const texts = records.map(({ lines }) => joined(lines.map(({ text }) => text)));
  const whole = joined(texts);
  if (whole.length > SHORT_CHARS || !QUOTED_MESSAGE.test(whole)) return false;
  if (!HAPPENED.test(whole.replace(QUOTED_MESSAGE, ''))) return false;
  return !texts.some(
    (text) => NO_REMARK.test(text.replace(QUOTED_MESSAGE, '')) || EXPLAINS.test(text) || OVER.test(text),
  );
}

/** Whether a text fills in a form for reports, whoever tells there of whose trouble. */
export function isReportForm(records: readonly LogRecord[]): boolean {
  return records.some(({ lines }) => REPORT_TITLE.test(lines[0]?.text.slice(0, 100) ?? ''));
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.slice(0, 600))
    .join(' ')
    .slice(0, 2_000);
}

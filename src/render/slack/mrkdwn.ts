import { printable } from '../clean.ts';
import { redact } from '../redact.ts';

/** A word joiner: invisible, and enough to keep Slack from reading what stands around it as one thing. */
const JOINER = '\u2060';

/**
 * Text that may hold what a log said, as mrkdwn that says just that: no mention, no link, no formatting.
 * Slack reads control sequences only in angle brackets, so `&`, `<` and `>` are escaped; a bare URL is broken up after its scheme.
 */
export function plain(value: string): string {
  return escapeEntities(clean(value))
    .replaceAll(/\s+/g, ' ')
    .replaceAll('://', `:${JOINER}//`)
    .replaceAll(/([@#])(?=\w)/g, `$1${JOINER}`)
    .replaceAll(/(?<!\w)_|_(?!\w)|[*~`]/g, (mark) => `${JOINER}${mark}${JOINER}`)
    .replaceAll(/\b(www)\./gi, `$1${JOINER}.`)
    .trim();
}

/** The same inside back quotes, on one line. */
export function inlineCode(value: string): string {
  const text = escapeEntities(clean(value)).replaceAll(/\s+/g, ' ').replaceAll('`', 'ˋ').trim();
  return text === '' ? '' : `\`${text}\``;
}

/** What stands in a code block: no fence in it can end it. Without the fences, so that a budget can be kept. */
export function inCodeBlock(value: string): string {
  return escapeEntities(clean(value)).replaceAll('`', 'ˋ').trimEnd();
}

/** A moment in the reader's own time zone; `ms` is epoch milliseconds. */
export function moment(ms: number): string {
  const fallback = new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
  return `<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time_secs}|${fallback}>`;
}

/** A person, only if the id can be one of Slack's. */
export function person(user: string): string {
  return /^[UW][A-Z0-9]{2,20}$/.test(user) ? `<@${user}>` : plain(user);
}

/** A user group or a person of the configuration: the only names that are called. */
export function who(slackId: string): string {
  return /^S[A-Z0-9]{2,20}$/.test(slackId) ? `<!subteam^${slackId}>` : person(slackId);
}

/** A link of ours; anything but https is shown as text. */
export function link(url: string, text: string): string {
  return /^https:\/\/[^\s<>|]{4,1500}$/.test(url)
    ? `<${url.replaceAll('&', '&amp;')}|${plain(text)}>`
    : plain(text);
}

/** For plain_text elements and fallbacks: nothing is read in them but must not carry secrets or control characters. */
export function bare(value: string): string {
  return clean(value)
    .replaceAll(/\s+/g, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('`', 'ˋ')
    .replaceAll('://', `:${JOINER}//`)
    .trim();
}

function clean(value: string): string {
  return printable(redact(value.toWellFormed()));
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

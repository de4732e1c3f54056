import { isoSeconds } from '../../model/iso-time.ts';
import { redactStart } from '../../redact/redact.ts';
import { printable } from '../clean.ts';

/** A word joiner: invisible, and it keeps Slack from reading the text around it as one token. */
const JOINER = '\u2060';

/**
 * Text that may come from a log, as mrkdwn that shows it literally: no mention, no link, no formatting.
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

/** Untrusted text as inline code, on one line. */
export function inlineCode(value: string): string {
  const text = escapeEntities(clean(value)).replaceAll(/\s+/g, ' ').replaceAll('`', 'ˋ').trim();
  return text === '' ? '' : `\`${text}\``;
}

/** The inside of a code block, which no fence in the text can end; single back quotes stay, so that it can be copied. Returned without the fences, so that callers can count characters. */
export function inCodeBlock(value: string): string {
  return escapeEntities(clean(value)).replaceAll('```', 'ˋˋˋ').trimEnd();
}

/** A time in the reader's own time zone; `ms` is epoch milliseconds. */
export function moment(ms: number): string {
  return `<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time_secs}|${isoSeconds(ms)}>`;
}

/** The time of day in the reader's own time zone; `ms` is epoch milliseconds. */
export function timeOfDay(ms: number): string {
  return `<!date^${Math.floor(ms / 1000)}^{time_secs}|${isoSeconds(ms)}>`;
}

/** A mention of a person, or plain text if the id is not a valid Slack id. */
export function person(user: string): string {
  return /^[UW][A-Z0-9]{2,20}$/.test(user) ? `<@${user}>` : plain(user);
}

/** A user group or person from the configuration: the only ones that a message mentions. */
export function who(slackId: string): string {
  return /^S[A-Z0-9]{2,20}$/.test(slackId) ? `<!subteam^${slackId}>` : person(slackId);
}

/** A link; anything but https is shown as text. */
export function link(url: string, text: string): string {
  return /^https:\/\/[^\s<>|]{4,1500}$/.test(url)
    ? `<${url.replaceAll('&', '&amp;')}|${plain(text)}>`
    : plain(text);
}

/** For plain_text elements and fallbacks: Slack parses nothing in them, but they must not carry secrets or control characters. */
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
  return printable(redactStart(value).toWellFormed());
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

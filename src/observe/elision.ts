const LONGEST = 120;
const MOST_WORDS = 10;
/** `...`, `…`, `[…`, with whatever the person says of it: `... 40 more`, `[… 38 lines alike]`. */
const DOTS = /^[\s([{<|*~-]{0,8}(?:\.{2,}|…|⋮)/;
const BRACKETED = /^(?:\([^()]+\)|\[[^[\]]+\]|<[^<>]+>)\.*$/;
const LEFT_OUT =
  /\b(?:snip(?:ped)?|cut|omitted|elided|truncated|skipped|removed|and so on|so forth|etc|(?:many|and|\d+) (?:\w+ )?(?:more|others?)|(?:more|other|similar|further|same) (?:\w+ )?(?:lines?|rows?|sockets?|connections?|packets?|entries)|(?:lines?|rows?|sockets?|packets?|entries) (?:alike|like|more|follow|repeat))/i;

/**
 * Whether a line inside a table or a capture stands for lines that a person left out: dots, or a remark of a few words that says so,
 * in brackets (`(and so on for pages)`, `<snip>`) or not (`-- 200 more like these --`).
 */
export function isElision(text: string): boolean {
  const trimmed = text.length > LONGEST ? '' : text.trim();
  if (DOTS.test(trimmed)) return true;
  if (!LEFT_OUT.test(trimmed)) return false;
  return BRACKETED.test(trimmed) || (!/[|:"]/.test(trimmed) && trimmed.split(/\s+/).length <= MOST_WORDS);
}
